/**
 * @import { CatchUpAnswer, Head, Me, Message, Presence, Problem } from "./wire.js"
 * @import { Room } from "./state.js"
 * @import { Clock } from "./clock.js"
 *
 * @typedef {object} Status
 * @property {"connecting" | "live" | "slow" | "offline" | "gone"} kind
 * @property {number | null} since  when the connection was lost, on the meeting's clock
 * @property {number} failures  attempts to come back that failed
 * @property {Problem | null} problem  why we are gone
 *
 * @typedef {object} Listener
 * @property {(room: Room, taken: Message[]) => void} changed
 * @property {(status: Status) => void} statusChanged
 * @property {(me: Me) => void} caughtUp
 * @property {(presence: Presence) => void} present
 */

import { Following } from "./following.js"
import { Slowness } from "./slowness.js"

const PATIENCE = 8000
/** Too many windows may be the dead lines of bad wifi: the server notices them within half a minute. */
const WORTH_TRYING_AGAIN = new Set(["busy", "timeout", "too_many_windows"])

/** The line to one room: connects, comes back, catches up, and tells what state it is in. */
export class Connection {
  /** @type {Status} */
  #status = { kind: "connecting", since: null, failures: 0, problem: null }
  /** @type {Me | null} */
  #me = null
  #moving = false
  #slowness = new Slowness((slow) => this.#showSlowness(slow))
  #socket
  #clock
  #listener
  #following

  /**
   * @param {any} socket of socket.io
   * @param {Clock} clock
   * @param {Listener} listener
   */
  constructor(socket, clock, listener) {
    this.#socket = socket
    this.#clock = clock
    this.#listener = listener
    this.#following = new Following({
      ask: (from) => this.#askForMissed(from),
      changed: listener.changed,
      later: (task, milliseconds) => setTimeout(task, milliseconds),
      random: Math.random,
    })
    this.#listen()
  }

  get room() {
    return this.#following.room
  }

  get status() {
    return this.#status
  }

  get isUp() {
    return this.#status.kind === "live" || this.#status.kind === "slow"
  }

  /** @param {number} seq */
  reached(seq) {
    return this.#following.reached(seq)
  }

  /**
   * The answer, or null when there is none.
   *
   * @param {string} event
   * @param {object} question
   */
  async ask(event, question) {
    if (!this.#socket.connected) return null

    const answered = this.#slowness.begin()
    try {
      return await this.#socket.timeout(PATIENCE).emitWithAck(event, question)
    } catch {
      return null // too late, or the line broke
    } finally {
      answered()
    }
  }

  /** @param {{ afresh?: boolean }} [options] */
  async catchUp(options) {
    if (!this.#socket.connected) return
    const result = await this.#following.catchUp(options)

    if (result === "caught up") this.#cameBack()
    // A line that looks open and does not answer is dead: only a new one helps.
    if (result === "unanswered" && this.#socket.connected) this.#socket.io.engine.close()
  }

  #listen() {
    this.#socket.on("connect", () => this.catchUp())
    this.#socket.on("disconnect", (/** @type {string} */ reason) => this.#lost(reason))
    this.#socket.on("connect_error", (/** @type {any} */ error) => this.#failed(error))
    this.#socket.on("change", (/** @type {Message} */ message) => this.#following.receive(message))
    this.#socket.on("head", (/** @type {Head} */ head) => this.#following.hear(head))
    this.#socket.on("presence", (/** @type {Presence} */ presence) => this.#listener.present(presence))
    this.#socket.on("refresh", () => this.catchUp({ afresh: true }))
    this.#socket.on("move", (/** @type {{ within: number }} */ { within }) => this.#move(within))
    this.#socket.on("gone", (/** @type {Problem} */ problem) => this.#leave(problem))
  }

  /**
   * @param {object} from
   * @returns {Promise<CatchUpAnswer | null>}
   */
  async #askForMissed(from) {
    const asked = Date.now()
    // `me` says for whom our map was made: who facilitates since then, or no longer, is sent a whole one.
    const answer = /** @type {CatchUpAnswer | null} */ (await this.ask("catch_up", { ...from, me: this.#me }))
    if (answer?.ok) {
      this.#clock.set(answer.now, asked)
      this.#me = answer.me
    }
    return answer
  }

  #cameBack() {
    this.#set({ kind: this.#slowness.isSlow ? "slow" : "live", since: null, failures: 0 })
    if (this.#me) this.#listener.caughtUp(this.#me)
  }

  /** @param {string} reason */
  #lost(reason) {
    if (this.#status.kind === "gone") return
    if (this.#moving) this.#set({ kind: "connecting" })
    else this.#set({ kind: "offline", since: this.#status.since ?? this.#clock.now() })
    this.#moving = false
    if (reason === "io server disconnect") this.#comeBackLater()
  }

  /** @param {{ message: string, data?: Problem }} error */
  #failed(error) {
    if (this.#status.kind === "gone") return
    const refused = !this.#socket.active
    if (refused && !WORTH_TRYING_AGAIN.has(error.message)) {
      return this.#leave(error.data ?? { code: error.message, words: "" })
    }

    this.#set({ kind: "offline", since: this.#status.since ?? this.#clock.now(), failures: this.#status.failures + 1 })
    if (refused) this.#comeBackLater()
  }

  /** socket.io comes back by itself from a broken line, and not when the server ended it. */
  #comeBackLater() {
    setTimeout(() => this.#status.kind !== "gone" && this.#socket.connect(), 500 + 1500 * Math.random())
  }

  /**
   * This server is about to end, and others take over: not all in the same instant.
   *
   * @param {number} within  seconds
   */
  #move(within) {
    const engine = this.#socket.io.engine
    const takeNewLine = () => {
      if (engine !== this.#socket.io.engine || !this.isUp) return // it was lost meanwhile
      this.#moving = true
      engine.close()
    }
    setTimeout(takeNewLine, 1000 * within * Math.random())
  }

  /** @param {Problem} problem */
  #leave(problem) {
    this.#set({ kind: "gone", problem })
    this.#socket.disconnect()
  }

  /** @param {boolean} slow */
  #showSlowness(slow) {
    if (this.isUp) this.#set({ kind: slow ? "slow" : "live" })
  }

  /** @param {Partial<Status>} news */
  #set(news) {
    this.#status = { ...this.#status, ...news }
    this.#listener.statusChanged(this.#status)
  }
}
