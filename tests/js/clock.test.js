import assert from "node:assert/strict"
import { test } from "node:test"
import { Clock } from "../../static/js/room/clock.js"
import { timeLeft } from "../../static/js/room/ticking.js"

test("a phone that is wrong by a day counts right", () => {
  const device = { now: Date.parse("2026-03-06T17:00:00.000Z") }
  const clock = new Clock(() => device.now)
  const asked = device.now
  device.now += 200

  clock.set("2026-03-05T17:00:00.100Z", asked)
  device.now += 60_000

  assert.equal(new Date(clock.now()).toISOString(), "2026-03-05T17:01:00.200Z")
  assert.equal(clock.elapsed("2026-03-05T17:00:30.200Z"), 30)
})

test("what has not begun, or begins in the future, has lasted no time", () => {
  const clock = new Clock(() => 0)

  assert.equal(clock.elapsed(null), 0)
  assert.equal(clock.elapsed("2026-03-05T17:00:00.000Z"), 0)
})

test("the end of the planned time is said in words", () => {
  assert.equal(timeLeft(61), "")
  assert.equal(timeLeft(60), "Less than a minute left.")
  assert.equal(timeLeft(0), "The planned time is over.")
})
