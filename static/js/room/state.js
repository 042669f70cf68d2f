/**
 * What a room is for this client: the objects, and the number (`seq`) of the last act that is in them.
 * "The snapshot before + a message = the snapshot after": a test runs this file against the server for every act.
 *
 * @import { CatchUpAnswer, Message } from "./wire.js"
 * @typedef {{ room: string | null, epoch: string | null, seq: number, objects: Objects }} Room
 * @typedef {"applied" | "old" | "gap" | "epoch"} Outcome
 */

import { Objects } from "./objects.js"

/** @returns {Room} */
export function emptyRoom() {
  return { room: null, epoch: null, seq: 0, objects: new Objects() }
}

/**
 * @param {Pick<CatchUpAnswer, "room" | "epoch" | "seq" | "snapshot">} answer
 * @returns {Room}
 */
export function fromSnapshot({ room, epoch, seq, snapshot }) {
  return { room, epoch, seq, objects: new Objects(snapshot) }
}

/**
 * @param {Room} room
 * @param {Message} message
 * @returns {{ room: Room, outcome: Outcome }}
 */
export function apply(room, message) {
  if (message.epoch !== room.epoch) return { room, outcome: "epoch" }
  if (message.seq <= room.seq) return { room, outcome: "old" }
  if (message.after > room.seq) return { room, outcome: "gap" }

  return { room: { ...room, seq: message.seq, objects: room.objects.with(message.changed) }, outcome: "applied" }
}

/**
 * @param {Room} room
 * @param {CatchUpAnswer} answer
 * @returns {Room}
 */
export function caughtUp(room, answer) {
  if (answer.snapshot) return fromSnapshot(answer)
  return (answer.messages ?? []).reduce((before, message) => apply(before, message).room, room)
}
