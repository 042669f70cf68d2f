import assert from "node:assert/strict"
import { test } from "node:test"
import { newId, uuidFrom } from "../../static/js/lib/new_id.js"

test("an act's id is a UUID in small letters", () => {
  assert.match(newId(), /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  assert.equal(uuidFrom(new Uint8Array(16).fill(255)), "ffffffff-ffff-4fff-bfff-ffffffffffff")
  assert.notEqual(newId(), newId())
})
