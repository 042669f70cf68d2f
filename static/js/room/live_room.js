/**
 * @import { Answer, Entry, Input, Me, Message, Presence } from "./wire.js"
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
  /** @type {Record<string, number>} */
  #devices = {}
  /** @type {Entry[]} */
  #recent = []
  #heardOf = 0

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
      present: (presence) => this.#show(presence),
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
      random: Math.random,
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
      devices: this.#devices,
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
   * @param {Room} room
   * @param {Message[]} taken
   */
  #take(room, taken) {
    // One message may tell of several acts, the first of which were known already.
    const entries = taken.flatMap((message) => message.entries ?? []).filter((entry) => entry.seq > this.#heardOf)
    this.#heardOf = room.seq
    this.#recent = [...this.#recent, ...entries].slice(-MOST_RECENT)
    this.#listener.changed()
    this.#listener.happened(entries, this.view)
  }

  /** @param {Me} me */
  #cameBack(me) {
    this.#me = me
    this.#outcomes.cameBack()
    this.acts.resume()
    this.#listener.changed()
  }

  /** @param {Presence} presence */
  #show({ online, devices }) {
    this.#online = online ? new Set(online) : null
    this.#devices = devices ?? {}
    this.#listener.changed()
  }
}
