import assert from "node:assert/strict"
import { test } from "node:test"
import { answeringFor } from "../../static/js/meetings/answering_for.js"
import { Objects } from "../../static/js/room/objects.js"
import { meeting, seat } from "./cast.js"
import { rendered } from "./rendered.js"

const ME = { person: 1, seat: 1, desk: false }

/**
 * @param {Record<string, any>} [mine]
 * @param {Record<string, any>} [theirs]
 * @param {Record<string, any>} [agreement]
 */
function view(mine = {}, theirs = {}, agreement = {}) {
  const objects = new Objects({
    "meeting/1": meeting({ agreement: 7 }),
    "seat/1": seat("Marta", { person: 1, ...mine }),
    "seat/2": seat("Rosa", { person: 2, mode: "through_a_steward", ...theirs }),
    "agreement/7": { state: "asked", objections: [], entered: [], ...agreement },
  })
  return /** @type {any} */ ({ objects, me: ME, page: {}, problem: null, isWaiting: () => false })
}

/** @param {any} look */
const shown = (look) => rendered(answeringFor(look, look.objects.get("seat/2")))

test("a helper is offered to enter what somebody without a device says", () => {
  const offered = shown(view({ roles: ["steward"] }))

  assert.match(offered, /Enter their answer/)
  assert.match(offered, /No objection, go ahead/)
})

test("whoever does not help is offered nothing", () => {
  assert.equal(shown(view()).trim(), "")
})

test("nobody is offered to answer for somebody with a device, or who has left", () => {
  const helper = { roles: ["steward"] }

  assert.equal(shown(view(helper, { mode: "in_the_room" })).trim(), "")
  assert.equal(shown(view(helper, { left_at: "2026-03-05T17:30:00.000Z" })).trim(), "")
})

test("an objection that was entered can be put right, and not taken back", () => {
  const objections = [{ seat: 2, words: "Too long", withdrawn: false }]
  const offered = shown(view({ roles: ["steward"] }, {}, { entered: [2], objections }))

  assert.match(offered, /Answer entered by a helper/)
  assert.doesNotMatch(offered, /No objection, go ahead/)
})
