import { html } from "../../vendor/lit-html.js"

/**
 * An icon of the sprite, for the eye only: words stand beside it.
 *
 * @param {string} name
 */
export function icon(name) {
  const sprite = globalThis.document?.documentElement.dataset.icons ?? ""
  return html`<svg class="icon" aria-hidden="true"><use href=${`${sprite}#${name}`}></use></svg>`
}
