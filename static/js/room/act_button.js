/**
 * @import { Input } from "./wire.js"
 * @import { View } from "./view.js"
 *
 * @typedef {object} Button
 * @property {string} act
 * @property {Input} [input]
 * @property {boolean} [keep]
 * @property {string} label
 * @property {string} [spoken]  what a screen reader says when the label needs its neighbours to be understood
 * @property {string} [hint]
 * @property {string} [icon]
 * @property {string} [look]  classes beside .button
 * @property {string} [form]  class of the form around it
 * @property {boolean} [iconOnly]
 */

import { html, nothing } from "../../vendor/lit-html.js"
import { icon } from "../lib/icon.js"

/**
 * One act as one button. It is marked busy and not disabled while it waits: a disabled button would drop the focus.
 *
 * @param {View} view
 * @param {Button} button
 */
export function actButton(
  view,
  { act, input = {}, keep = false, label, spoken = "", hint, icon: name, look = "", form = "", iconOnly = false },
) {
  const waiting = view.isWaiting(act, asTyped(input))
  const heard = unseen(spoken || label)
  const words = iconOnly ? heard : spoken ? html`<span aria-hidden="true">${label}</span>${heard}` : label

  return html`<form class=${form} data-act=${act} ?data-keep=${keep}>
    ${hidden(input)}
    <button class=${`button ${look}`} aria-busy=${waiting} aria-disabled=${waiting}>
      ${name ? icon(name) : nothing} ${words}${hint ? html`<span class="button__hint">${hint}</span>` : nothing}
    </button>
  </form>`
}

/** @param {string} words */
function unseen(words) {
  return html`<span class="visually-hidden">${words}</span>`
}

/** @param {Input} input */
export function hidden(input) {
  return Object.entries(input).map(([name, value]) => html`<input type="hidden" name=${name} value=${value} />`)
}

/** @param {Input} input */
function asTyped(input) {
  return Object.fromEntries(Object.entries(input).map(([name, value]) => [name, String(value)]))
}
