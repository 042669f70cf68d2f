import assert from "node:assert/strict"
import { test } from "node:test"
import { leaves, minutesOf, stateOf, timePlan } from "../../static/js/meetings/outline.js"
import { item } from "./cast.js"

const point = (/** @type {number} */ id, /** @type {any} */ changes = {}) => ({
  id,
  ...item(0),
  parent: null,
  ...changes,
})
const walk = [
  point(1),
  point(2, { minutes: 60 }),
  point(3, { parent: 2, minutes: 20 }),
  point(4, { parent: 2, minutes: 5 }),
]

test("a heading is not walked, its parts are", () => {
  assert.deepEqual(
    leaves(walk).map(({ id }) => id),
    [1, 3, 4],
  )
})

test("an item takes as long as its parts, or as it says itself when they say nothing", () => {
  assert.equal(minutesOf(walk, walk[1]), 25)
  assert.equal(minutesOf([walk[1], point(3, { parent: 2, minutes: null })], walk[1]), 60)
})

test("a heading is where its parts are", () => {
  const states = (/** @type {string[]} */ ...of) => [
    walk[1],
    ...of.map((state, n) => point(3 + n, { parent: 2, state })),
  ]

  assert.equal(stateOf(states("done", "current"), walk[1]), "current")
  assert.equal(stateOf(states("done", "done"), walk[1]), "done")
  assert.equal(stateOf(states("done", "planned"), walk[1]), "planned")
})

test("the plan says what is left of the meeting, and what is too many", () => {
  assert.equal(timePlan(walk, 90).left, 55)
  assert.equal(timePlan(walk, 30).left, -5)
})

test("what took longer than planned is said when it is done", () => {
  const late = [point(1, { state: "done", spent_seconds: 15 * 60 }), point(2, { state: "done", spent_seconds: 7 * 60 })]

  assert.equal(timePlan(late, 90).late, 2)
})
