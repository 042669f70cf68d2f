/**
 * Fields of the live page's forms. They are not tied to the state: what is being typed survives every repaint.
 *
 * @import { View } from "./view.js"
 * @import { Input } from "./wire.js"
 * @typedef {{ value: string | number, words: string, language?: string }} Option  language: of people's words, when it is not the page's
 *
 * @typedef {object} Field
 * @property {string} id
 * @property {string} name
 * @property {string} label
 * @property {string | number} [value]
 * @property {string[]} [errors]
 * @property {boolean} [required]
 */

import { html, nothing } from "../../vendor/lit-html.js"

/**
 * What the server said is wrong with a field of this form, when the form's last act was refused for it.
 *
 * @param {View} view
 * @param {string} act
 * @param {Input} which the inputs that tell this form from others of the same act
 */
export function errorsOf({ problem }, act, which = {}) {
  const mine =
    problem?.act.name === act &&
    Object.entries(which).every(([name, value]) => problem.act.input[name] === String(value))
  return (mine && problem?.error.fields) || {}
}

/** @param {Field & { type?: string, maxlength?: number }} field */
export function textField({ id, name, label, value = "", errors, required = false, type = "text", maxlength = 160 }) {
  return fieldAround(
    { id, label, errors },
    html`<input class="field__input" id=${id} name=${name} type=${type} value=${value} maxlength=${maxlength}
      autocomplete="off" ?required=${required} aria-describedby=${errors ? `${id}-errors` : nothing} />`,
  )
}

/** @param {Field} field */
export function minutesField({ id, name, label, value = "", errors }) {
  return fieldAround(
    { id, label, errors },
    html`<input class="field__input field--short" id=${id} name=${name} type="number" min="1" max="1440" value=${value}
      inputmode="numeric" aria-describedby=${errors ? `${id}-errors` : nothing} />`,
  )
}

/** @param {Field} field */
export function wordsField({ id, name, label, value = "", errors, required = false }) {
  return fieldAround(
    { id, label, errors },
    html`<textarea class="field__input" id=${id} name=${name} rows="3" maxlength="2000" ?required=${required}
      aria-describedby=${errors ? `${id}-errors` : nothing} .defaultValue=${String(value)}></textarea>`,
  )
}

/** @param {Field & { options: Option[] }} field */
export function choiceField({ id, name, label, value = "", errors, options }) {
  return fieldAround(
    { id, label, errors },
    html`<select class="field__input" id=${id} name=${name} aria-describedby=${errors ? `${id}-errors` : nothing}>
      ${options.map(
        (option) =>
          html`<option value=${option.value} lang=${option.language ?? nothing} ?selected=${String(option.value) === String(value)}>${option.words}</option>`,
      )}
    </select>`,
  )
}

/**
 * @param {Pick<Field, "id" | "label" | "errors">} field
 * @param {unknown} control
 */
function fieldAround({ id, label, errors }, control) {
  return html`<div class=${errors ? "field field--wrong" : "field"}>
    <label class="field__label" for=${id}>${label}</label>
    ${control}
    ${errors ? html`<ul class="field__errors" id=${`${id}-errors`}>${errors.map((error) => html`<li>${error}</li>`)}</ul>` : nothing}
  </div>`
}
