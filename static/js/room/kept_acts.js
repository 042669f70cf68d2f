/**
 * @import { Input } from "./wire.js"
 * @typedef {{ id: string, name: string, input: Input, at: number }} KeptAct
 */

/**
 * Personal acts that the server has not answered yet, kept on the device so that a reload loses none.
 * Where storage is full or forbidden they live as long as the page.
 */
export class KeptActs {
  #storage
  #key

  /**
   * @param {Storage | null} storage
   * @param {string} key names the room and the seat: a shared phone must not send one person's acts as another's
   */
  constructor(storage, key) {
    this.#storage = storage
    this.#key = `deliberate.acts.${key}`
  }

  /** @returns {KeptAct[]} */
  all() {
    try {
      const kept = JSON.parse(this.#storage?.getItem(this.#key) ?? "[]")
      return Array.isArray(kept) ? kept : []
    } catch {
      return []
    }
  }

  /** @param {KeptAct} act */
  keep(act) {
    this.#write([...this.all().filter((kept) => kept.id !== act.id), act])
  }

  /** @param {string} id */
  forget(id) {
    this.#write(this.all().filter((kept) => kept.id !== id))
  }

  /** @param {KeptAct[]} acts */
  #write(acts) {
    try {
      if (acts.length > 0) this.#storage?.setItem(this.#key, JSON.stringify(acts))
      else this.#storage?.removeItem(this.#key)
    } catch {
      // Storage is full or switched off: the page still sends them while it is open.
    }
  }
}

/** @returns {Storage | null} */
export function deviceStorage() {
  try {
    return globalThis.localStorage
  } catch {
    return null
  }
}
