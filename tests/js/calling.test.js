import assert from "node:assert/strict"
import { test } from "node:test"
import { expectedPanel } from "../../static/js/meetings/expected_panel.js"
import { facilitating } from "../../static/js/meetings/facilitating.js"
import { inOrderOfLeaving, whoLeavesEarly } from "../../static/js/meetings/leaving.js"
import { item, MARTA, meeting, objects, ROSA, seat } from "./cast.js"
import { rendered } from "./rendered.js"

const page = { room: "meeting/12", paths: { meeting: "/meetings/12", qr: "/meetings/12/qr" }, people: [] }
/** @returns {any} */
const atTheDesk = (things = {}) => ({
  status: { kind: "live", since: null, failures: 0, problem: null },
  page,
  online: null,
  devices: {},
  recent: [],
  problem: null,
  undo: null,
  receipt: null,
  isWaiting: () => false,
  me: { person: 3, seat: MARTA, desk: true, member: true },
  objects: objects(things),
})
const until = (/** @type {string} */ time) => ({ leaves_at: `2026-03-05T${time}:00.000Z` })

test("who has to leave early stands in the order of leaving, and only as long as they are here", () => {
  const seats = [
    { id: 1, ...seat("Aitor", until("18:30")) },
    { id: 2, ...seat("Berta", until("17:45")) },
    { id: 3, ...seat("Clara") },
    { id: 4, ...seat("Dídac", { ...until("17:30"), left_at: "2026-03-05T17:20:00.000Z" }) },
  ]

  assert.deepEqual(
    inOrderOfLeaving(seats).map(({ name }) => name),
    ["Berta", "Aitor"],
  )
})

test("the quiet word about leaving is there and hidden until its time comes", () => {
  const shown = rendered(whoLeavesEarly(atTheDesk({ [`seat/${ROSA}`]: seat("Rosa", until("18:30")) })))

  assert.match(shown, /data-soon="?2026-03-05T18:30:00.000Z"? hidden/)
  assert.match(shown, /Rosa has to leave at/)
})

test("the desk reads who apologised, and no longer once they are here all the same", () => {
  const apology = { person: 57, name: "Rosa", answer: "cannot_come", words: "Night shift" }
  const things = { [`seat/${ROSA}`]: seat("Rosa", { person: 57, arrived_at: null }), "expectation/1": apology }

  assert.match(rendered(expectedPanel(atTheDesk(things))), /1 person cannot come.*Rosa.*Night shift/s)
  assert.doesNotMatch(
    rendered(expectedPanel(atTheDesk({ ...things, [`seat/${ROSA}`]: seat("Rosa", { person: 57 }) }))),
    /Rosa/,
  )
})

for (const state of ["cancelled", "postponed", "not_held", "closed"]) {
  test(`nothing can be done any more in a meeting that is ${state}`, () => {
    const things = { "meeting/12": meeting({ state, reason: "The mill is flooded" }), "agenda_item/1": item(0) }
    const shown = rendered(facilitating(atTheDesk(things)))

    assert.doesNotMatch(shown, /data-act/)
    assert.match(shown, /Read what happened/)
    assert.match(shown, /The mill is flooded/)
  })
}

test("a meeting in which something was dealt with is closed, and not said to be not held", () => {
  const open = { "meeting/12": meeting(), "agenda_item/1": item(0), "agenda_item/2": item(1) }
  const begun = { ...open, "agenda_item/1": item(0, { state: "done" }) }

  assert.match(rendered(facilitating(atTheDesk(open))), /declare_not_held/)
  assert.doesNotMatch(rendered(facilitating(atTheDesk(begun))), /declare_not_held/)
})
