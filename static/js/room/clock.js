/** The server's clock, read through this device's: people's phones may be wrong by a day. */
export class Clock {
  #ahead = 0
  #read

  /** @param {() => number} [read] */
  constructor(read = Date.now) {
    this.#read = read
  }

  /**
   * @param {string} serverTime
   * @param {number} asked when we asked for it, on this device's clock
   */
  set(serverTime, asked) {
    this.#ahead = Date.parse(serverTime) - (asked + this.#read()) / 2
  }

  now() {
    return this.#read() + this.#ahead
  }

  /** @param {string | null} startedAt */
  elapsed(startedAt) {
    return startedAt ? Math.max(0, (this.now() - Date.parse(startedAt)) / 1000) : 0
  }
}
