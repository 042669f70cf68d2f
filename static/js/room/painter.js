/** Paints once per frame, however much changed in it. */
export class Painter {
  #asked = false
  #paint

  /** @param {() => void} paint */
  constructor(paint) {
    this.#paint = paint
  }

  ask() {
    if (this.#asked) return
    this.#asked = true
    requestAnimationFrame(() => {
      this.#asked = false
      this.#paint()
    })
  }
}
