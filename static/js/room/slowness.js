const TOO_LONG = 3000

/** Knows whether something we asked has been waiting for its answer for three seconds. */
export class Slowness {
  #late = 0
  #tell

  /** @param {(slow: boolean) => void} tell */
  constructor(tell) {
    this.#tell = tell
  }

  get isSlow() {
    return this.#late > 0
  }

  /** Call what it returns when the answer is there, or will not come. */
  begin() {
    let late = false
    const timer = setTimeout(() => {
      late = true
      if (++this.#late === 1) this.#tell(true)
    }, TOO_LONG)

    return () => {
      clearTimeout(timer)
      if (late && --this.#late === 0) this.#tell(false)
    }
  }
}
