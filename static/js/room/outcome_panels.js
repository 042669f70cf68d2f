/**
 * @import { View } from "./view.js"
 * @import { Input } from "./wire.js"
 */

import { html, nothing } from "../../vendor/lit-html.js"
import { clockTime } from "../lib/format.js"
import { icon } from "../lib/icon.js"
import { t } from "../lib/words.js"
import { hidden } from "./act_button.js"

/**
 * The one alert: something this person did does not count.
 *
 * @param {View} view
 */
export function problemNotice({ problem }) {
  if (!problem) return nothing
  const { words } = problem.error
  return html`<div class="notice notice--refusal" role="alert">
    ${icon("triangle-alert")}
    <p class="notice__words">${problem.act.keep ? t("Not counted. {words}", { words }) : t("Not done. {words}", { words })}</p>
  </div>`
}

/**
 * For ten seconds: what was done, and the way back.
 *
 * @param {View} view
 * @param {string} what
 */
export function undoBar({ undo, isWaiting }, what) {
  if (!undo) return nothing
  const input = { seq: String(undo.seq) }
  const waiting = isWaiting("undo", input)
  return html`<form class="undo" data-act="undo" data-until=${undo.until}>
    ${hidden(input)}
    <p class="undo__words">${what || t("Done.")}</p>
    <button class="button" aria-busy=${waiting} aria-disabled=${waiting}>${icon("undo-2")} ${t("Undo")}</button>
  </form>`
}

/**
 * Whether the latest personal act counted.
 *
 * @param {View} view
 * @param {string[]} acts
 * @param {Input} [which] the inputs that tell this question from an earlier one of the same kind
 */
export function receiptLine({ isWaiting, receipt, status }, acts, which = {}) {
  if (acts.some((act) => isWaiting(act))) {
    const words = status.kind === "offline" ? t("Will be sent when you are connected again.") : t("Being sent…")
    return html`<span class="receipt receipt--waiting">${icon("clock")} ${words}</span>`
  }
  const isOfThis = Object.entries(which).every(([name, value]) => String(receipt?.input[name]) === String(value))
  if (!receipt || !acts.includes(receipt.name) || !isOfThis) return nothing
  return html`<span class="receipt">${icon("check")} ${t("Counted, {time}", { time: clockTime(receipt.at) })}</span>`
}
