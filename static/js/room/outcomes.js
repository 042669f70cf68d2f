/**
 * @import { Answer, Input, Problem as Refusal } from "./wire.js"
 * @import { Clock } from "./clock.js"
 * @typedef {{ name: string, input: Input, keep: boolean }} Act
 * @typedef {{ act: Act, error: Refusal }} Problem
 * @typedef {{ seq: number, until: number }} Undoable
 * @typedef {{ name: string, input: Input, at: number }} Receipt
 */

/** What came of this person's latest acts: counted, refused, or still to be undone. */
export class Outcomes {
  /** @type {Problem | null} */
  problem = null
  /** @type {Undoable | null} */
  undo = null
  /** @type {Receipt | null} */
  receipt = null
  #clock
  #changed

  /**
   * @param {Clock} clock
   * @param {() => void} changed
   */
  constructor(clock, changed) {
    this.#clock = clock
    this.#changed = changed
  }

  /**
   * @param {Act} act
   * @param {Answer} answer
   */
  answered(act, answer) {
    this.problem = answer.ok || !answer.error ? null : { act, error: answer.error }
    if (answer.ok && act.keep) this.receipt = { name: act.name, input: act.input, at: this.#clock.now() }
    if (answer.ok && act.name === "undo") this.undo = null
    if (answer.ok && answer.seq && answer.undo_until) this.#offerUndo(answer.seq, Date.parse(answer.undo_until))
  }

  /** "You are not connected" is no longer true; what was typed is still in its form. */
  cameBack() {
    if (this.problem?.error.code === "offline") this.problem = null
  }

  /**
   * @param {number} seq
   * @param {number} until
   */
  #offerUndo(seq, until) {
    const undo = { seq, until }
    this.undo = undo
    setTimeout(() => {
      if (this.undo === undo) this.undo = null
      this.#changed()
    }, until - this.#clock.now())
  }
}
