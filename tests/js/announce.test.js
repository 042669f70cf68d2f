import assert from "node:assert/strict"
import { test } from "node:test"
import { sentenceFor, sentenceForArrivals } from "../../static/js/meetings/announce.js"
import { objects, ROSA } from "./cast.js"

const entry = (/** @type {string} */ kind, facts = {}) => ({ seq: 6, n: 0, at: "", by: null, kind, facts })

test("an entry becomes one sentence with the names of now", () => {
  assert.equal(sentenceFor(entry("item_started", { item: 2 }), objects()), "Now: School streets")
  assert.equal(
    sentenceFor(entry("role_given", { seat: ROSA, role: "scribe" }), objects()),
    "Rosa now has this role: Minute-taker.",
  )
})

test("a kind nobody here knows says nothing", () => {
  assert.equal(sentenceFor(entry("hologram_shown"), objects()), "")
})

test("arrivals are told together", () => {
  const arrival = entry("person_arrived", { seat: ROSA, mode: "remote" })

  assert.equal(sentenceForArrivals([arrival], objects()), "Rosa has arrived.")
  assert.equal(sentenceForArrivals([arrival, arrival, arrival], objects()), "3 people have arrived.")
})
