import assert from "node:assert/strict"
import { test } from "node:test"
import { nextStep } from "../../static/js/meetings/next_step.js"
import { item, meeting, objects, ROSA } from "./cast.js"

/** @param {Record<string, any>} things */
const pressed = (things) => {
  const { step } = nextStep(objects(things))
  return step && [step.act, step.input]
}

const asked = (/** @type {any[]} */ objections, no_objection = 0) => ({
  "meeting/12": meeting({ agenda_state: "asked", agreement: 7 }),
  "agreement/7": { about: "agenda", state: "asked", no_objection, objections },
})

test("a draft is called, a called meeting is opened", () => {
  assert.deepEqual(pressed({ "meeting/12": meeting({ state: "draft" }) }), ["meetings.convene", {}])
  assert.deepEqual(pressed({ "meeting/12": meeting({ state: "convened" }) }), ["meetings.open", {}])
})

test("a paused meeting goes on, a closed one needs nothing", () => {
  assert.deepEqual(pressed({ "meeting/12": meeting({ state: "paused" }) }), ["meetings.resume", {}])
  assert.deepEqual(nextStep(objects({ "meeting/12": meeting({ state: "closed" }) })), { step: null, also: [] })
})

test("without an agenda the first thing is to write one", () => {
  const empty = { "agenda_item/1": null, "agenda_item/2": null, "agenda_item/3": null }
  for (const state of ["draft", "open"]) {
    const { step, words } = nextStep(objects({ ...empty, "meeting/12": meeting({ state }) }))

    assert.equal(step, null)
    assert.ok(words)
  }
})

test("nobody was asked about the agenda: ask, or begin without asking", () => {
  const { step, also } = nextStep(objects({ "meeting/12": meeting({ agenda_state: "unasked" }) }))

  assert.equal(step?.act, "meetings.ask_agreement")
  assert.deepEqual(also[0].input, { item: 1, after: "" })
})

test("who began without asking is not asked about the agenda again", () => {
  const things = { "meeting/12": meeting({ agenda_state: "unasked" }), "agenda_item/1": item(0, { state: "done" }) }

  assert.deepEqual(pressed(things), ["meetings.start_item", { item: 2, after: "" }])
})

test("without objections the agenda is agreed", () => {
  assert.deepEqual(pressed(asked([], 5)), ["meetings.settle_agreement", { agreement: 7 }])
  assert.deepEqual(pressed(asked([{ seat: ROSA, words: "Too long", withdrawn: true }])), [
    "meetings.settle_agreement",
    { agreement: 7 },
  ])
})

test("an objection that stands is named, and the agenda cannot be settled over it", () => {
  const { step, also, words } = nextStep(objects(asked([{ seat: ROSA, words: "Too long", withdrawn: false }])))

  assert.equal(step?.act, "meetings.ask_agreement")
  assert.match(words ?? "", /Rosa/)
  assert.deepEqual(also, [])
})

test("an agreed agenda begins with its first point", () => {
  assert.deepEqual(pressed({}), ["meetings.start_item", { item: 1, after: "" }])
})

test("during a point the next one starts after it, and this one alone can be finished", () => {
  const { step, also } = nextStep(objects({ "agenda_item/1": item(0, { state: "current" }) }))

  assert.deepEqual(step?.input, { item: 2, after: 1 })
  assert.deepEqual([also[0].act, also[0].input], ["meetings.finish_item", { item: 1 }])
})

test("the next point is the next by its place, not by its id", () => {
  const things = { "agenda_item/1": item(0, { state: "current" }), "agenda_item/2": item(2), "agenda_item/3": item(1) }

  assert.deepEqual(pressed(things), ["meetings.start_item", { item: 3, after: 1 }])
})

test("the last point is finished, then the meeting is closed", () => {
  const done = { "agenda_item/1": item(0, { state: "done" }), "agenda_item/2": item(1, { state: "done" }) }

  assert.deepEqual(pressed({ ...done, "agenda_item/3": item(2, { state: "current" }) }), [
    "meetings.finish_item",
    { item: 3 },
  ])
  assert.deepEqual(pressed({ ...done, "agenda_item/3": item(2, { state: "done" }) }), ["meetings.close", {}])
})

test("an agreement asked during a point can be settled beside it", () => {
  const { also } = nextStep(objects({ ...asked([]), "agenda_item/1": item(0, { state: "current" }) }))

  assert.deepEqual(
    also.map(({ act }) => act),
    ["meetings.finish_item", "meetings.settle_agreement"],
  )
})
