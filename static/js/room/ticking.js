/** @import { Clock } from "./clock.js" */

import { digits } from "../lib/format.js"
import { t } from "../lib/words.js"

const UNDO_LASTS = 10_000
const SOON = 10 * 60_000

/**
 * Each second writes the running digits into the `.clock[data-since]` elements below `root`, and touches nothing but what shows time.
 * The digits are hidden from screen readers: a clock that speaks every second would silence everything else.
 *
 * @param {ParentNode} root
 * @param {Clock} clock
 */
export function keepTicking(root, clock) {
  setInterval(() => tick(root, clock), 1000)
}

/**
 * @param {ParentNode} root
 * @param {Clock} clock
 */
export function tick(root, clock) {
  for (const element of root.querySelectorAll(".clock[data-since]")) show(/** @type {HTMLElement} */ (element), clock)
  for (const element of root.querySelectorAll(".undo[data-until]")) shrink(/** @type {HTMLElement} */ (element), clock)
  for (const element of root.querySelectorAll("[data-soon]")) announceSoon(/** @type {HTMLElement} */ (element), clock)
}

/**
 * @param {HTMLElement} element
 * @param {Clock} clock
 */
function show(element, clock) {
  const { since = "", spent = "0", planned = "" } = element.dataset
  const seconds = Number(spent) + clock.elapsed(since)
  const left = planned ? Number(planned) * 60 - seconds : Number.POSITIVE_INFINITY

  write(element.querySelector(".clock__time"), digits(seconds))
  write(element.querySelector(".clock__left"), timeLeft(left))
  element.classList.toggle("clock--soon", left > 0 && left <= 60)
  element.classList.toggle("clock--over", left <= 0)
}

/**
 * What is shown in the last ten minutes before something.
 *
 * @param {HTMLElement} element
 * @param {Clock} clock
 */
function announceSoon(element, clock) {
  const left = Date.parse(element.dataset.soon ?? "") - clock.now()
  element.hidden = !(left > 0 && left <= SOON)
}

/**
 * The line that gets shorter while something can still be undone.
 *
 * @param {HTMLElement} element
 * @param {Clock} clock
 */
function shrink(element, clock) {
  const left = (Number(element.dataset.until) - clock.now()) / UNDO_LASTS
  element.style.setProperty("--undo-left", String(Math.min(1, Math.max(0, left))))
}

/** @param {number} seconds */
export function timeLeft(seconds) {
  if (seconds <= 0) return t("The planned time is over.")
  if (seconds <= 60) return t("Less than a minute left.")
  return ""
}

/**
 * @param {Element | null} element
 * @param {string} words
 */
function write(element, words) {
  if (element && element.textContent !== words) element.textContent = words
}
