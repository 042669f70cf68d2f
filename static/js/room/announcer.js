const PAUSE = 2000
const MOST_WAITING = 4
const BATCH = 10_000

/**
 * Writes what happened into the page's one status region, one short sentence at a time, so that a screen reader can finish each.
 *
 * @template Entry
 */
export class Announcer {
  /** @type {string[]} */
  #sentences = []
  #speaking = false
  /** @type {Entry[]} */
  #batch = []
  #region

  /** @param {Element | null} region */
  constructor(region) {
    this.#region = region
  }

  /** @param {string} sentence */
  say(sentence) {
    if (!sentence || this.#sentences.at(-1) === sentence) return
    this.#sentences.push(sentence)
    // After a long absence only the latest matters.
    this.#sentences = this.#sentences.slice(-MOST_WAITING)
    if (!this.#speaking) this.#next()
  }

  /**
   * Collects what happens often, and says it together every ten seconds at most.
   *
   * @param {Entry} entry
   * @param {(entries: Entry[]) => string} together
   */
  gather(entry, together) {
    this.#batch.push(entry)
    if (this.#batch.length > 1) return
    setTimeout(() => this.say(together(this.#batch.splice(0))), BATCH)
  }

  #next() {
    const sentence = this.#sentences.shift()
    this.#speaking = sentence !== undefined
    if (sentence === undefined) return
    if (this.#region) this.#region.textContent = sentence
    setTimeout(() => this.#next(), PAUSE)
  }
}
