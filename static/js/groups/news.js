/**
 * @import { Thing } from "../room/wire.js"
 * @import { Objects } from "../room/objects.js"
 */

const OTHERS = ["group", "policy", "link", "mandate"]

/** What is new since the page came from the server. */
export class News {
  /** Whether something changed that only the server can show. */
  isElsewhere = false
  /** @type {Set<number> | undefined} */
  #asking
  /** @type {string | undefined} */
  #others

  /**
   * Who has asked to join since the last look.
   *
   * @param {Objects} objects
   * @returns {Thing[]}
   */
  look(objects) {
    const others = JSON.stringify(OTHERS.map((kind) => objects.of(kind)))
    this.isElsewhere ||= this.#others !== undefined && this.#others !== others
    this.#others = others

    const asking = objects.of("join_request")
    const before = this.#asking ?? new Set(asking.map(({ id }) => id))
    this.#asking = new Set(asking.map(({ id }) => id))
    return asking.filter(({ id }) => !before.has(id))
  }
}
