/**
 * @import { Answer, Input } from "./wire.js"
 * @import { KeptActs } from "./kept_acts.js"
 *
 * @typedef {object} Unanswered
 * @property {string} id
 * @property {string} name
 * @property {Input} input
 * @property {boolean} keep
 * @property {number} at
 * @property {boolean} asking
 * @property {Promise<Answer>} answer
 * @property {(answer: Answer) => void} settle
 *
 * @typedef {object} World  what surrounds it; tests bring their own
 * @property {(act: { id: string, name: string, input: Input }) => Promise<Answer | null>} ask  null: nobody answered
 * @property {() => boolean} isUp
 * @property {KeptActs} kept
 * @property {() => void} changed
 * @property {(act: Unanswered, answer: Answer) => void} answered
 * @property {(seq: number) => Promise<void>} reached  until what an act changed can be seen
 * @property {() => string} newId
 * @property {() => number} now
 * @property {(task: () => void, milliseconds: number) => unknown} later
 * @property {() => number} random
 */

import { t } from "../lib/words.js"

/** After one second to two, so that a whole room that was too much at once does not come back as one. */
const ASK_AGAIN = 1000
/** Not done, and nothing wrong with it: the server was busy, or more came at once than it takes from one device. */
const NOT_YET = new Set(["kept", "too_fast"])
/** What a facilitator pressed may not happen minutes later, when the meeting has moved on. */
const DESK_ACT_LIVES = 30_000

/** What this person does and the server has not answered yet. Each is asked again with the same id until it is. */
export class Acts {
  /** @type {Map<string, Unanswered>} */
  #unanswered = new Map()
  #world

  /** @param {World} world */
  constructor(world) {
    this.#world = world
  }

  /**
   * @param {string} name
   * @param {Input} input
   * @param {{ keep?: boolean }} [options] keep: a personal act, sent even if the connection comes back much later
   * @returns {Promise<Answer>}
   */
  act(name, input, { keep = false } = {}) {
    const same = this.waiting(name, input)
    if (same) return same.answer

    const act = this.#add({ id: this.#world.newId(), name, input, keep, at: this.#world.now() })
    if (!keep && !this.#world.isUp()) this.#finish(act, offline())
    if (keep) this.#world.kept.keep({ id: act.id, name, input, at: act.at })
    this.#send(act)
    return act.answer
  }

  /**
   * @param {string} name
   * @param {Input} [input] any, when left out
   */
  waiting(name, input) {
    const wanted = input && JSON.stringify(input)
    return [...this.#unanswered.values()].find(
      (act) => act.name === name && (!wanted || JSON.stringify(act.input) === wanted),
    )
  }

  /** After the connection came back: asks again for every answer, in the order in which people acted. */
  resume() {
    for (const act of this.#unanswered.values()) {
      if (!act.keep && this.#world.now() - act.at > DESK_ACT_LIVES) this.#finish(act, tooLate())
      else this.#send(act)
    }
  }

  /** After a reload: takes up what was kept on the device. */
  restore() {
    for (const { id, name, input, at } of this.#world.kept.all()) {
      if (!this.#unanswered.has(id)) this.#add({ id, name, input, keep: true, at })
    }
    this.#world.changed()
  }

  /** @param {Pick<Unanswered, "id" | "name" | "input" | "keep" | "at">} act */
  #add(act) {
    /** @type {(answer: Answer) => void} */
    let settle = () => {}
    const answer = new Promise((/** @type {(answer: Answer) => void} */ resolve) => {
      settle = resolve
    })
    const unanswered = { ...act, asking: false, answer, settle }
    this.#unanswered.set(act.id, unanswered)
    return unanswered
  }

  /** @param {Unanswered} act */
  async #send(act) {
    if (act.asking || !this.#unanswered.has(act.id) || !this.#world.isUp()) return this.#world.changed()
    act.asking = true
    this.#world.changed()
    const answer = await this.#world.ask({ id: act.id, name: act.name, input: act.input })
    if (answer?.seq) await this.#world.reached(answer.seq)
    act.asking = false

    if (answer && !NOT_YET.has(answer.error?.code ?? "")) this.#finish(act, answer)
    else this.#world.later(() => this.#send(act), ASK_AGAIN * (1 + this.#world.random()))
  }

  /**
   * @param {Unanswered} act
   * @param {Answer} answer
   */
  #finish(act, answer) {
    this.#unanswered.delete(act.id)
    if (act.keep) this.#world.kept.forget(act.id)
    this.#world.answered(act, answer)
    act.settle(answer)
    this.#world.changed()
  }
}

/** @returns {Answer} */
function offline() {
  const words = t(
    "You are not connected, so this was not done. Nothing you typed is lost: do it again when you are back.",
  )
  return { ok: false, error: { code: "offline", words } }
}

/** @returns {Answer} */
function tooLate() {
  const words = t(
    "The connection was lost while you did this. Look at what is happening now, and do it again if it is still needed.",
  )
  return { ok: false, error: { code: "too_late", words } }
}
