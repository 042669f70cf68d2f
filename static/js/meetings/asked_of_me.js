/**
 * What the meeting asks of this person now. Pure.
 *
 * @import { Me, Thing } from "../room/wire.js"
 * @import { Objects } from "../room/objects.js"
 *
 * @typedef {{ kind: "arrive" } | { kind: "agree", agreement: Thing } | { kind: "answered", agreement: Thing, reply: Thing } | { kind: "nothing" }} Asked
 */

import { askedAgreement, isHere, meetingOf, mySeat } from "./questions.js"

const ARRIVING = new Set(["convened", "open", "paused"])

/**
 * @param {Objects} objects
 * @param {Me} me
 * @returns {Asked}
 */
export function askedOfMe(objects, me) {
  if (!ARRIVING.has(meetingOf(objects)?.state)) return { kind: "nothing" }

  const seat = mySeat(objects, me)
  if (!seat || !isHere(seat)) return { kind: "arrive" }

  const agreement = askedAgreement(objects)
  if (!agreement) return { kind: "nothing" }

  const reply = objects.get(`my_reply/${agreement.id}`)
  return reply ? { kind: "answered", agreement, reply } : { kind: "agree", agreement }
}
