/** The fixed cast of the browser's tests: a small meeting, and a clock and timers that a test moves by hand. */

import { mock } from "node:test"
import { Objects } from "../../static/js/room/objects.js"

export const MARTA = 29
export const ROSA = 31

/** @param {Record<string, any>} [changes] */
export function meeting(changes = {}) {
  return {
    title: "Mobility table",
    state: "open",
    starts_at: "2026-03-05T17:00:00.000Z",
    place: "Hall 2",
    planned_minutes: 120,
    paused_at: null,
    pause_reason: null,
    agenda_state: "agreed",
    agreement: null,
    ...changes,
  }
}

/**
 * @param {number} position
 * @param {Record<string, any>} [changes]
 */
export function item(position, changes = {}) {
  return {
    position,
    number: String(position + 1),
    title: ["Arriving", "School streets", "Cargo bike"][position],
    purpose: "inform",
    presenter: null,
    minutes: 10,
    state: "planned",
    started_at: null,
    running_since: null,
    ended_at: null,
    spent_seconds: 0,
    ...changes,
  }
}

/**
 * @param {string} name
 * @param {Record<string, any>} [changes]
 */
export function seat(name, changes = {}) {
  const arrived_at = "2026-03-05T16:55:00.000Z"
  return {
    person: 1,
    name,
    mode: "in_the_room",
    arrived_at,
    left_at: null,
    roles: [],
    member: true,
    guest: false,
    ...changes,
  }
}

/** @param {Record<string, any>} [things] over the usual ones; null: not there */
export function objects(things = {}) {
  const usual = new Objects({
    "meeting/12": meeting(),
    "agenda_item/1": item(0),
    "agenda_item/2": item(1),
    "agenda_item/3": item(2),
    [`seat/${MARTA}`]: seat("Marta", { person: 3, roles: ["facilitator"] }),
    [`seat/${ROSA}`]: seat("Rosa", { person: 57 }),
  })
  return usual.with(things)
}

/** Timers that run when the test says so. */
export function timers() {
  /** @type {(() => void)[]} */
  const waiting = []
  return {
    later: (/** @type {() => void} */ task) => waiting.push(task),
    async run() {
      for (const task of waiting.splice(0)) task()
      await settled()
    },
  }
}

/** Stops setTimeout until a test lets time pass with `mock.timers.tick`. */
export function holdTimers() {
  // Older types of Node know another form of this.
  mock.timers.enable(/** @type {any} */ ({ apis: ["setTimeout"] }))
}

/** Until everything that needs no timer has happened. */
export function settled() {
  return new Promise((resolve) => setImmediate(resolve))
}

/** A storage like the browser's. */
export function fakeStorage() {
  /** @type {Map<string, string>} */
  const kept = new Map()
  return /** @type {Storage} */ ({
    getItem: (/** @type {string} */ key) => kept.get(key) ?? null,
    setItem: (/** @type {string} */ key, /** @type {string} */ value) => void kept.set(key, value),
    removeItem: (/** @type {string} */ key) => void kept.delete(key),
    get length() {
      return kept.size
    },
  })
}
