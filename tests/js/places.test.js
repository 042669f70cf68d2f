import assert from "node:assert/strict"
import { test } from "node:test"
import { neighbouringPlace, placeOf, placesFor, placeTowards } from "../../static/js/meetings/places.js"

const point = (/** @type {number} */ id, parent = 0, begun = false) => ({ id, parent: parent || null, begun })
/** 1 is done; 2 stands alone; 3 has the parts 4 and 5; 6 stands alone. */
const agenda = [point(1, 0, true), point(2), point(3), point(4, 3), point(5, 3), point(6)]
const named = (/** @type {any[]} */ places) => places.map(({ parent, before }) => `${parent || "-"}:${before || "end"}`)

test("nothing goes above what has begun, and every other place is offered in the order of reading", () => {
  assert.deepEqual(named(placesFor(agenda, agenda[5])), ["-:2", "2:end", "-:3", "3:4", "3:5", "3:end", "-:end"])
})

test("what has parts stays on the first level", () => {
  assert.deepEqual(named(placesFor(agenda, agenda[2])), ["-:2", "-:6", "-:end"])
})

test("a part knows its place by its heading and the part after it", () => {
  assert.deepEqual(placeOf(agenda, agenda[3]), { parent: "3", before: "5" })
  assert.deepEqual(placeOf(agenda, agenda[5]), { parent: "", before: "" })
})

test("up and down go among neighbours and stop at the ends", () => {
  assert.deepEqual(named([neighbouringPlace(agenda, agenda[5], -1)]), ["-:3"])
  assert.deepEqual(named([neighbouringPlace(agenda, agenda[3], 1)]), ["3:end"])
  assert.equal(neighbouringPlace(agenda, agenda[1], -1), null)
  assert.equal(neighbouringPlace(agenda, agenda[5], 1), null)
})

test("arrows walk into headings that have parts, and right makes the first part of one that has none", () => {
  const places = placesFor(agenda, agenda[5])
  const towards = (/** @type {string} */ place, /** @type {any} */ way) => {
    const [parent, before] = place.split(":")
    return named([placeTowards(places, { parent, before }, way)])[0]
  }

  assert.equal(towards(":", "up"), "3:end")
  assert.equal(towards(":3", "up"), "-:2")
  assert.equal(towards(":3", "in"), "2:end")
  assert.equal(towards("2:", "out"), "-:3")
  assert.equal(towards("3:", "down"), "-:end")
  assert.equal(towards(":", "down"), "-:end")
})
