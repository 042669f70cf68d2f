/** @import { Thing } from "./wire.js" */

/** The things of a room by their name on the wire ("seat/31"). Never changed in place: a change makes a new one. */
export class Objects {
  #things
  /** @type {Map<string, Thing[]>} */
  #kinds = new Map()

  /** @param {Record<string, Thing>} [things] */
  constructor(things = {}) {
    this.#things = things
  }

  get isEmpty() {
    return Object.keys(this.#things).length === 0
  }

  /**
   * @param {string} name
   * @returns {Thing | undefined}
   */
  get(name) {
    const thing = Object.hasOwn(this.#things, name) ? this.#things[name] : undefined
    return thing && { id: idOf(name), ...thing }
  }

  /**
   * Every thing of a kind, in the order of their ids.
   *
   * @param {string} kind
   * @returns {Thing[]}
   */
  of(kind) {
    const known = this.#kinds.get(kind)
    if (known) return known

    const names = Object.keys(this.#things).filter((name) => name.startsWith(`${kind}/`))
    const things = names.map((name) => ({ id: idOf(name), ...this.#things[name] })).sort((a, b) => a.id - b.id)
    this.#kinds.set(kind, things)
    return things
  }

  /** @param {Record<string, Thing | null>} changed */
  with(changed) {
    const things = { ...this.#things }
    for (const [name, thing] of Object.entries(changed)) {
      if (thing === null) delete things[name]
      else things[name] = thing
    }
    return new Objects(things)
  }

  /** As a snapshot has them. */
  toJSON() {
    return this.#things
  }
}

/** @param {string} name */
function idOf(name) {
  return Number(name.slice(name.indexOf("/") + 1))
}
