import { html } from "../../vendor/lit-html.js"
import { icon } from "../lib/icon.js"
import { t } from "../lib/words.js"

/**
 * What an agenda item is taken by.
 *
 * @param {number | string} id
 * @param {string} title
 */
export function handle(id, title) {
  return html`<button type="button" class="button button--icon handle" data-handle=${id} aria-pressed="false">
    ${icon("grip-vertical")}<span class="visually-hidden">${t("Move with the arrow keys: {title}", { title })}</span>
  </button>`
}
