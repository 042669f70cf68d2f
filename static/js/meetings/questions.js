/**
 * Small questions about a meeting's objects. Pure.
 *
 * @import { Me, Thing } from "../room/wire.js"
 * @import { Objects } from "../room/objects.js"
 */

import { byName } from "../lib/format.js"
import { leaves } from "./outline.js"

/** @param {Objects} objects */
export function meetingOf(objects) {
  return objects.of("meeting")[0]
}

/**
 * Where it is held, on one line: the hall and its space as the reader calls it, and the words for elsewhere.
 *
 * @param {Objects} objects
 * @param {string} language
 */
export function placeOf(objects, language) {
  const [booking] = objects.of("booking")
  const space = booking && (booking.names[language] ?? Object.values(booking.names)[0])
  return [booking?.hall, space, meetingOf(objects).place].filter(Boolean).join(", ")
}

const OVER = new Set(["closed", "cancelled", "postponed", "not_held", "dropped"])

/**
 * Held, or called off: nothing more happens in it now.
 *
 * @param {Objects} objects
 */
export function isOver(objects) {
  return OVER.has(meetingOf(objects)?.state)
}

/** @param {Objects} objects */
export function agendaOf(objects) {
  return [...objects.of("agenda_item")].sort((a, b) => a.position - b.position)
}

/** @param {Objects} objects */
export function currentItem(objects) {
  return agendaOf(objects).find((item) => item.state === "current")
}

const NOT_MISSED = new Set(["check_in", "break", "closing"])

/**
 * What would be missed if the meeting ended now.
 *
 * @param {Objects} objects
 */
export function notDealtWith(objects) {
  return plannedItems(objects).filter(({ purpose }) => !NOT_MISSED.has(purpose))
}

/** @param {Objects} objects */
export function plannedItems(objects) {
  return leaves(agendaOf(objects)).filter((item) => item.state === "planned")
}

/** @param {Thing} seat */
export function isHere(seat) {
  return Boolean(seat.arrived_at && !seat.left_at)
}

/** @param {Objects} objects */
export function peopleHere(objects) {
  return objects
    .of("seat")
    .filter(isHere)
    .sort((a, b) => byName(a.name, b.name))
}

/**
 * @param {Objects} objects
 * @param {Me} me
 */
export function mySeat(objects, me) {
  return objects.of("seat").find((seat) => (me.person === null ? seat.id === me.seat : seat.person === me.person))
}

/** @param {Objects} objects */
export function askedAgreement(objects) {
  const agreement = objects.get(`agreement/${meetingOf(objects)?.agreement}`)
  return agreement?.state === "asked" ? agreement : undefined
}

/** @param {Thing} agreement */
export function standingObjections(agreement) {
  return /** @type {Thing[]} */ (agreement.objections).filter((objection) => !objection.withdrawn)
}

/**
 * @param {Objects} objects
 * @param {number} seat
 */
export function nameOf(objects, seat) {
  return objects.get(`seat/${seat}`)?.name ?? ""
}
