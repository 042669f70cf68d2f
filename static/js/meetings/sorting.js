/**
 * Taking an agenda item elsewhere: with a finger or a mouse by its handle, or with the keyboard (Space lifts, arrows choose, Space puts it
 * there, Escape puts it back). The list itself is never touched: a line shows the place, and what changes it is the act.
 *
 * Reads the list from its markup: `[data-item]` with data-parent, data-begun, data-title and data-number; `[data-handle]` in it.
 *
 * @import { Place, Point } from "./places.js"
 *
 * @typedef {object} Desk
 * @property {(item: string, place: Place) => void} move
 * @property {(words: string) => void} say
 */

import { t } from "../lib/words.js"
import { indexOf, placeOf, placesFor, placeTowards } from "./places.js"

const WAYS = /** @type {const} */ ({ ArrowUp: "up", ArrowDown: "down", ArrowRight: "in", ArrowLeft: "out" })
const BEGINS_AFTER = 6
const INDENT = 32
const SAME_LINE = 14
const NEAR_THE_EDGE = 60
const MARKS = ["before", "after", "into"].map((mark) => `agenda__item--place-${mark}`)

export class Sorting {
  #root
  #desk
  /** @type {{ item: string, place: Place, from: { x: number, y: number } | null, isMoving: boolean } | null} */
  #lifted = null

  /**
   * @param {HTMLElement} root
   * @param {Desk} desk
   */
  constructor(root, desk) {
    this.#root = root
    this.#desk = desk
    root.addEventListener("keydown", (event) => this.#pressed(event))
    root.addEventListener("focusout", (event) => this.#left(event))
    root.addEventListener("pointerdown", (event) => this.#grasped(event))
    root.addEventListener("pointermove", (event) => this.#dragged(event))
    root.addEventListener("pointerup", () => this.#released())
    root.addEventListener("pointercancel", () => this.#putBack())
  }

  /** @param {KeyboardEvent} event */
  #pressed(event) {
    const item = handleOf(event.target)?.dataset.handle
    if (!item) return
    const way = WAYS[/** @type {keyof typeof WAYS} */ (event.key)]

    if (event.key === " " || event.key === "Enter") this.#lifted ? this.#drop() : this.#lift(item)
    else if (event.key === "Escape" && this.#lifted) this.#putBack()
    else if (way && this.#lifted) this.#choose(placeTowards(this.#places(), this.#lifted.place, mirrored(way)))
    else return
    event.preventDefault()
  }

  /** @param {FocusEvent} event */
  #left(event) {
    if (this.#lifted && !this.#lifted.from && handleOf(event.target)) this.#putBack()
  }

  /** @param {PointerEvent} event */
  #grasped(event) {
    const handle = handleOf(event.target)
    if (!handle?.dataset.handle || event.button !== 0) return
    if (this.#lifted) this.#putBack()
    handle.setPointerCapture(event.pointerId)
    const { item, place } = this.#standing(handle.dataset.handle)
    this.#lifted = { item, place, from: { x: event.clientX, y: event.clientY }, isMoving: false }
  }

  /** @param {PointerEvent} event */
  #dragged(event) {
    const lifted = this.#lifted
    if (!lifted?.from) return
    const [x, y] = [event.clientX - lifted.from.x, event.clientY - lifted.from.y]
    if (!lifted.isMoving && Math.hypot(x, y) < BEGINS_AFTER) return
    if (!lifted.isMoving) this.#mark(lifted.item)
    lifted.isMoving = true
    scrollAtTheEdge(event.clientY)

    const place = this.#placeAt(event.clientY, isMirrored() ? -x : x)
    if (place && indexOf([lifted.place], place) < 0) this.#choose(place)
  }

  #released() {
    if (!this.#lifted?.from) return
    if (this.#lifted.isMoving) this.#drop()
    else this.#putBack({ quietly: true })
  }

  /** @param {string} item */
  #lift(item) {
    this.#lifted = { ...this.#standing(item), from: null, isMoving: false }
    this.#mark(item)
    this.#desk.say(
      t("Lifted: {title}. The arrow keys choose its place, Space puts it there, Escape puts it back.", {
        title: this.#titleOf(item),
      }),
    )
  }

  /** @param {Place} place */
  #choose(place) {
    if (!this.#lifted) return
    this.#lifted.place = place
    this.#showPlace(place)
    this.#desk.say(this.#wordsFor(place))
  }

  #drop() {
    if (!this.#lifted) return
    const { item, place } = this.#lifted
    const changes = indexOf([this.#standing(item).place], place) < 0
    this.#lifted = null
    this.#unmark()
    if (changes) this.#desk.move(item, place)
    else this.#desk.say(t("It stays where it was."))
  }

  #putBack({ quietly = false } = {}) {
    if (!this.#lifted) return
    this.#lifted = null
    this.#unmark()
    if (!quietly) this.#desk.say(t("It stays where it was."))
  }

  /** @returns {Point[]} */
  #agenda() {
    return this.#rows().map(({ dataset }) => ({
      id: Number(dataset.item),
      parent: dataset.parent ? Number(dataset.parent) : null,
      begun: dataset.begun === "yes",
    }))
  }

  #places() {
    const agenda = this.#agenda()
    const moved = agenda.find(({ id }) => String(id) === this.#lifted?.item)
    return moved ? placesFor(agenda, moved) : []
  }

  /** @param {string} item */
  #standing(item) {
    const agenda = this.#agenda()
    const moved = /** @type {Point} */ (agenda.find(({ id }) => String(id) === item))
    return { item, place: placeOf(agenda, moved) }
  }

  /**
   * The place nearest to the pointer; among those on one line, the level that its way to the side asks for.
   *
   * @param {number} y
   * @param {number} aside
   */
  #placeAt(y, aside) {
    const wasPart = this.#row(this.#lifted?.item ?? "")?.dataset.parent ? 1 : 0
    const level = Math.min(Math.max(wasPart + Math.trunc(aside / INDENT), 0), 1)
    const lines = this.#places().map((place) => ({ place, away: Math.abs(this.#lineOf(place) - y) }))
    const nearest = Math.min(...lines.map(({ away }) => away))
    const near = lines.filter(({ away }) => away <= nearest + SAME_LINE)
    const wanted = near.filter(({ place }) => (place.parent ? 1 : 0) === level)
    const chosen = wanted.length > 0 ? wanted : near.filter(({ place }) => !place.opens)
    return (chosen.length > 0 ? chosen : near).sort((a, b) => a.away - b.away)[0]?.place
  }

  /** @param {Place} place */
  #lineOf({ parent, before }) {
    if (before) return this.#row(before)?.getBoundingClientRect().top ?? 0
    if (parent) return this.#row(parent)?.getBoundingClientRect().bottom ?? 0
    return this.#rows().at(-1)?.getBoundingClientRect().bottom ?? 0
  }

  /** @param {Place} place */
  #showPlace({ parent, before, opens }) {
    for (const row of this.#rows()) row.classList.remove(...MARKS)
    const siblings = this.#rows().filter((row) => (row.dataset.parent ?? "") === parent)
    if (before) this.#row(before)?.classList.add(MARKS[0])
    else if (opens) this.#row(parent)?.classList.add(MARKS[2])
    else siblings.at(-1)?.classList.add(MARKS[1])
  }

  /** @param {Place} place */
  #wordsFor({ parent, before }) {
    const heading = parent && this.#titleOf(parent)
    const follower = before && this.#titleOf(before)
    if (heading && follower) return t("A part of “{heading}”, before “{title}”", { heading, title: follower })
    if (heading) return t("The last part of “{heading}”", { heading })
    return follower ? t("Before “{title}”", { title: follower }) : t("At the end")
  }

  /** @param {string} item */
  #mark(item) {
    this.#row(item)?.classList.add("agenda__item--lifted")
    this.#handle(item)?.setAttribute("aria-pressed", "true")
  }

  #unmark() {
    for (const row of this.#rows()) row.classList.remove("agenda__item--lifted", ...MARKS)
    for (const handle of this.#root.querySelectorAll("[data-handle]")) handle.setAttribute("aria-pressed", "false")
  }

  #rows() {
    return /** @type {HTMLElement[]} */ ([...this.#root.querySelectorAll("[data-item]")])
  }

  /** @param {string} item */
  #row(item) {
    return this.#rows().find((row) => row.dataset.item === item)
  }

  /** @param {string} item */
  #handle(item) {
    return this.#root.querySelector(`[data-handle="${CSS.escape(item)}"]`)
  }

  /** @param {string} item */
  #titleOf(item) {
    return this.#row(item)?.dataset.title ?? ""
  }
}

/**
 * @param {EventTarget | null} target
 * @returns {HTMLElement | null}
 */
function handleOf(target) {
  return target instanceof Element ? target.closest("[data-handle]") : null
}

/** @param {"up" | "down" | "in" | "out"} way */
function mirrored(way) {
  if (!isMirrored()) return way
  return /** @type {const} */ ({ up: "up", down: "down", in: "out", out: "in" })[way]
}

function isMirrored() {
  return document.documentElement.dir === "rtl"
}

/** @param {number} y */
function scrollAtTheEdge(y) {
  if (y < NEAR_THE_EDGE) scrollBy(0, -12)
  else if (y > innerHeight - NEAR_THE_EDGE) scrollBy(0, 12)
}
