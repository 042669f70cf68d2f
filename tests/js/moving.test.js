import assert from "node:assert/strict"
import { test } from "node:test"
import { beforeWhenDown, beforeWhenUp } from "../../static/js/meetings/moving.js"

const agenda = [
  { id: 4, state: "done" },
  { id: 9, state: "planned" },
  { id: 2, state: "planned" },
  { id: 7, state: "planned" },
]

test("a point moves before the one above it, or after the one below", () => {
  assert.equal(beforeWhenUp(agenda, 2), "9")
  assert.equal(beforeWhenDown(agenda, 1), "7")
  assert.equal(beforeWhenDown(agenda, 2), "")
})

test("nothing moves above what has begun, beyond the end, or once it has begun", () => {
  assert.equal(beforeWhenUp(agenda, 1), null)
  assert.equal(beforeWhenDown(agenda, 3), null)
  assert.equal(beforeWhenDown(agenda, 0), null)
})
