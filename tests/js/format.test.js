import assert from "node:assert/strict"
import { beforeEach, test } from "node:test"
import { byName, clockTime, day, dayOfYear, digits, inMinutes, listOf, useFormat } from "../../static/js/lib/format.js"

beforeEach(() => useFormat({ language: "ca", zone: "Europe/Madrid" }))

test("times are the meeting's, wherever the reader is", () => {
  assert.equal(clockTime("2026-03-05T17:04:00.000Z"), "18:04")
  assert.equal(clockTime("2026-03-05T23:04:00.000Z"), "00:04")
  assert.match(day("2026-03-05T23:30:00.000Z"), /divendres.*6.*març/)
})

test("a running clock shows minutes, and hours when there are any", () => {
  assert.deepEqual([0, 59.9, 187, 3727, -3].map(digits), ["0:00", "0:59", "3:07", "1:02:07", "0:00"])
})

test("lists and names follow the reader's language", () => {
  assert.equal(listOf(["Marta", "Rosa", "Bo"]), "Marta, Rosa i Bo")
  assert.deepEqual(["Rosa", "Àgata", "bo"].sort(byName), ["Àgata", "bo", "Rosa"])
  assert.equal(inMinutes(1), "1 minute")
})

test("Basque dates and lists are Basque in browsers that know none", () => {
  useFormat({ language: "eu", zone: "Europe/Madrid" })
  assert.equal(dayOfYear("2026-03-31"), "2026ko martxoaren 31a")
  assert.equal(dayOfYear("2035-01-01"), "2035eko urtarrilaren 1a")
  assert.equal(listOf(["Ane", "Jon", "Miren"]), "Ane, Jon eta Miren")
  assert.equal(listOf(["Ane"]), "Ane")
  assert.equal(day("2026-11-22T23:30:00Z"), "azaroaren 23a, astelehena")
  assert.equal(day("2026-11-22T12:00:00Z"), "azaroaren 22a, igandea")
})
