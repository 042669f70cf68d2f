import assert from "node:assert/strict"
import { afterEach, beforeEach, mock, test } from "node:test"
import { Announcer } from "../../static/js/room/announcer.js"
import { holdTimers } from "./cast.js"

beforeEach(holdTimers)
afterEach(() => mock.timers.reset())

function announcer() {
  const region = /** @type {any} */ ({ textContent: "" })
  return { region, announcer: new Announcer(region) }
}

test("one sentence at a time", () => {
  const { region, announcer: tells } = announcer()
  tells.say("The meeting is open.")
  tells.say("Now: Bicycles")
  assert.equal(region.textContent, "The meeting is open.")

  mock.timers.tick(2000)

  assert.equal(region.textContent, "Now: Bicycles")
})

test("after a long absence only the latest is told", () => {
  const { region, announcer: tells } = announcer()
  for (let n = 0; n < 50; n++) tells.say(`Sentence ${n}`)
  for (let n = 0; n < 10; n++) mock.timers.tick(2000)

  assert.equal(region.textContent, "Sentence 49")
})

test("what happens often is told together, ten seconds after the first", () => {
  const { region, announcer: tells } = announcer()
  const together = (/** @type {any[]} */ arrivals) => `${arrivals.length} people have arrived.`
  tells.gather("Rosa", together)
  mock.timers.tick(9999)
  tells.gather("Bo", together)
  assert.equal(region.textContent, "")

  mock.timers.tick(1)

  assert.equal(region.textContent, "2 people have arrived.")
})
