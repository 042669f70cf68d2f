/**
 * The agenda as an outline of two levels. Pure. An item with parts is a heading: it is never begun itself.
 *
 * @import { Thing } from "../room/wire.js"
 */

/** @param {Thing[]} agenda */
export function firstLevel(agenda) {
  return agenda.filter((item) => !item.parent)
}

/**
 * @param {Thing[]} agenda
 * @param {Thing} heading
 */
export function partsOf(agenda, heading) {
  return agenda.filter((item) => item.parent === heading.id)
}

/**
 * What is walked: every item but the headings.
 *
 * @param {Thing[]} agenda
 */
export function leaves(agenda) {
  const headings = new Set(agenda.map((item) => item.parent))
  return agenda.filter((item) => !headings.has(item.id))
}

/**
 * A heading is where its parts are: current with one of them, done with all.
 *
 * @param {Thing[]} agenda
 * @param {Thing} item
 * @returns {string}
 */
export function stateOf(agenda, item) {
  const states = new Set(partsOf(agenda, item).map((part) => part.state))
  if (states.size === 0) return item.state
  if (states.has("current")) return "current"
  return states.size === 1 && states.has("done") ? "done" : "planned"
}

/**
 * @param {Thing[]} agenda
 * @param {Thing} item
 */
export function hasBegun(agenda, item) {
  return [item, ...partsOf(agenda, item)].some((one) => one.state !== "planned")
}

/**
 * How long an item is planned for: the sum of its parts; its own number when no part has one.
 *
 * @param {Thing[]} agenda
 * @param {Thing} item
 * @returns {number | null}
 */
export function minutesOf(agenda, item) {
  const planned = partsOf(agenda, item).filter((part) => part.minutes)
  return planned.length > 0 ? planned.reduce((sum, part) => sum + part.minutes, 0) : item.minutes
}

/**
 * The agenda against the meeting's length; `late` is how much more time what is done took than was planned.
 *
 * @param {Thing[]} agenda
 * @param {number} length
 */
export function timePlan(agenda, length) {
  let planned = 0
  const shares = []
  for (const item of firstLevel(agenda)) {
    const minutes = minutesOf(agenda, item)
    if (!minutes) continue
    shares.push({ begins: planned, minutes, state: stateOf(agenda, item) })
    planned += minutes
  }
  const done = leaves(agenda).filter((item) => item.state === "done" && item.minutes)
  const late = done.reduce((sum, item) => sum + Math.round(item.spent_seconds / 60) - item.minutes, 0)
  return { planned, length, left: length - planned, scale: Math.max(planned, length, 1), shares, late }
}
