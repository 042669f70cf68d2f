/**
 * @import { Answer, Entry, Input, Me, Message } from "./wire.js"
 * @import { Room } from "./state.js"
 * @import { PageData, View } from "./view.js"
 *
 * @typedef {object} Listener
 * @property {() => void} changed  the view is not what it was
 * @property {(entries: Entry[], view: View) => void} happened
 */

import { newId } from "../lib/new_id.js"
import { Acts } from "./acts.js"
import { Clock } from "./clock.js"
import { Connection } from "./connection.js"
import { deviceStorage, KeptActs } from "./kept_acts.js"
import { Outcomes } from "./outcomes.js"

const MOST_RECENT = 50

/** One room as one person sees it: the line to it, what is in it, and what this person is doing. */
export class LiveRoom {
  clock = new Clock()
  acts
  #connection
  #outcomes
  #page
  #listener
  /** @type {Me} */
  #me
  /** @type {Set<number> | null} */
  #online = null
  /** @type {Entry[]} */
  #recent = []

  /**
   * @param {PageData} page
   * @param {any} socket
   * @param {Listener} listener
   */
  constructor(page, socket, listener) {
    this.#page = page
    this.#listener = listener
    this.#me = { person: page.person ?? null, seat: page.seat, desk: page.desk, member: false }
    this.#outcomes = new Outcomes(this.clock, listener.changed)
    this.#connection = new Connection(socket, this.clock, {
      changed: (room, taken) => this.#take(room, taken),
      statusChanged: listener.changed,
      caughtUp: (me) => this.#cameBack(me),
      online: (seats) => this.#show(new Set(seats)),
    })
    this.acts = new Acts({
      ask: (act) => this.#connection.ask("act", act),
      isUp: () => this.#connection.isUp,
      kept: new KeptActs(deviceStorage(), `${page.room}.${page.person ?? page.seat}`),
      changed: listener.changed,
      answered: (act, answer) => this.#outcomes.answered(act, answer),
      reached: (seq) => this.#connection.reached(seq),
      newId,
      now: Date.now,
      later: (task, milliseconds) => setTimeout(task, milliseconds),
    })
    this.acts.restore()
  }

  /** @returns {View} */
  get view() {
    return {
      objects: this.#connection.room.objects,
      me: this.#me,
      page: this.#page,
      status: this.#connection.status,
      online: this.#online,
      recent: this.#recent,
      problem: this.#outcomes.problem,
      undo: this.#outcomes.undo,
      receipt: this.#outcomes.receipt,
      isWaiting: (act, input) => this.acts.waiting(act, input) !== undefined,
    }
  }

  /** @param {{ afresh?: boolean }} [options] */
  catchUp(options) {
    return this.#connection.catchUp(options)
  }

  /**
   * @param {Room} _room
   * @param {Message[]} taken
   */
  #take(_room, taken) {
    const entries = taken.flatMap((message) => message.entries ?? [])
    this.#recent = [...this.#recent, ...entries].slice(-MOST_RECENT)
    this.#listener.changed()
    this.#listener.happened(entries, this.view)
    if (entries.some((entry) => this.#changesWhatIMayRead(entry))) this.catchUp({ afresh: true })
  }

  /**
   * Who gains or loses facilitation, or gets a seat by arriving, is sent other objects from then on.
   *
   * @param {Entry} entry
   */
  #changesWhatIMayRead({ kind, facts }) {
    const seat = this.view.objects.get(`seat/${facts.seat}`)
    if (!seat || seat.person !== this.#me.person) return false
    return facts.role === "facilitator" || (kind === "person_arrived" && this.#me.seat === null)
  }

  /** @param {Me} me */
  #cameBack(me) {
    this.#me = me
    this.acts.resume()
    this.#listener.changed()
  }

  /** @param {Set<number>} online */
  #show(online) {
    this.#online = online
    this.#listener.changed()
  }
}
