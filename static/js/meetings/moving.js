/**
 * Where an agenda item would stand one place up or down: the item it comes before, "" for the end, null where it cannot go.
 * Only what is still planned moves, and never above what has begun.
 *
 * @import { Thing } from "../room/wire.js"
 */

/**
 * @param {Thing[]} agenda in its order
 * @param {number} place
 */
export function beforeWhenUp(agenda, place) {
  const above = agenda[place - 1]
  return agenda[place].state === "planned" && above?.state === "planned" ? String(above.id) : null
}

/**
 * @param {Thing[]} agenda in its order
 * @param {number} place
 */
export function beforeWhenDown(agenda, place) {
  if (agenda[place].state !== "planned" || place === agenda.length - 1) return null
  return String(agenda[place + 2]?.id ?? "")
}
