/**
 * @import { CatchUpAnswer, Head, Message } from "./wire.js"
 * @import { Room } from "./state.js"
 *
 * @typedef {object} World  what surrounds it; tests bring their own
 * @property {(from: { epoch: string | null, after: number | null }) => Promise<CatchUpAnswer | null>} ask  null: nobody answered
 * @property {(room: Room, taken: Message[]) => void} changed
 * @property {(task: () => void, milliseconds: number) => unknown} later
 * @property {() => number} random
 *
 * @typedef {"caught up" | "unanswered" | "overtaken"} Result
 */

import { apply, caughtUp, emptyRoom } from "./state.js"

const MOST_HELD = 500
const NOWHERE = { epoch: null, after: null }

/** Keeps the room right: takes messages in order, holds them while catching up, and asks for what is missing. */
export class Following {
  #room = emptyRoom()
  #catchingUp = false
  #turn = 0
  #waiting = false
  /** @type {Message[]} */
  #held = []
  /** @type {{ seq: number, resolve: () => void }[]} */
  #expected = []
  #world

  /** @param {World} world */
  constructor(world) {
    this.#world = world
  }

  get room() {
    return this.#room
  }

  /**
   * Until the act with this number is in the room, or did not come for two seconds.
   *
   * @param {number} seq
   */
  reached(seq) {
    if (this.#room.seq >= seq) return Promise.resolve()
    return new Promise((/** @type {(value: void) => void} */ resolve) => {
      this.#expected.push({ seq, resolve })
      this.#world.later(resolve, 2000)
    })
  }

  /** @param {Message} message */
  receive(message) {
    this.#held.push(message)
    if (this.#held.length > MOST_HELD) this.#held.shift()
    if (!this.#catchingUp) this.#takeHeld([])
  }

  /** @param {Head} head */
  hear(head) {
    const differs = () => head.epoch !== this.#room.epoch || head.seq > (this.#room.seq ?? -1)
    if (!this.#catchingUp && differs()) this.#catchUpSoon(differs)
  }

  /**
   * Asks for what was missed. A later call takes the place of one that still waits for its answer.
   *
   * @param {{ afresh?: boolean }} [options]
   * @returns {Promise<Result>}
   */
  async catchUp({ afresh = false } = {}) {
    const turn = ++this.#turn
    this.#catchingUp = true
    const { epoch, seq } = this.#room
    const answer = await this.#world.ask(afresh ? NOWHERE : { epoch, after: epoch === null ? null : seq })

    if (turn !== this.#turn) return "overtaken"
    if (!answer?.ok) return "unanswered"
    return this.#takeAnswer(answer)
  }

  /** @param {CatchUpAnswer} answer */
  #takeAnswer(answer) {
    const room = caughtUp(this.#room, answer)
    if (room.seq !== answer.seq && !answer.snapshot) return this.catchUp({ afresh: true })

    this.#room = room
    this.#catchingUp = false
    this.#takeHeld(answer.messages ?? [])
    return "caught up"
  }

  /** @param {Message[]} missed */
  #takeHeld(missed) {
    const taken = [...missed]
    const early = []
    let restored = false
    for (const message of this.#held.sort((a, b) => a.seq - b.seq)) {
      const { room, outcome } = apply(this.#room, message)
      this.#room = room
      if (outcome === "applied") taken.push(message)
      if (outcome === "gap") early.push(message)
      if (outcome === "epoch") restored = true
    }
    this.#held = early

    this.#world.changed(this.#room, taken)
    this.#tellWhoExpects()
    if (restored) this.catchUp({ afresh: true })
    else if (early.length > 0) this.#catchUpSoon(() => this.#held.length > 0)
  }

  #tellWhoExpects() {
    const reached = this.#expected.filter(({ seq }) => seq <= this.#room.seq)
    this.#expected = this.#expected.filter(({ seq }) => seq > this.#room.seq)
    for (const { resolve } of reached) resolve()
  }

  /**
   * A thousand phones that miss the same message must not all ask in the same instant.
   *
   * @param {() => boolean} stillNeeded
   */
  #catchUpSoon(stillNeeded) {
    if (this.#waiting) return
    this.#waiting = true
    this.#world.later(
      () => {
        this.#waiting = false
        if (!this.#catchingUp && stillNeeded()) this.catchUp()
      },
      300 + 700 * this.#world.random(),
    )
  }
}
