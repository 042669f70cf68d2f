/**
 * The files of the meeting or of one of its items.
 *
 * @import { Objects } from "../room/objects.js"
 */

import { html, nothing, repeat } from "../../vendor/lit-html.js"
import { icon } from "../lib/icon.js"
import { t } from "../lib/words.js"

/**
 * @param {Objects} objects
 * @param {number | null} item  null: of the meeting itself
 */
export function filesOf(objects, item) {
  const files = objects.of("attachment").filter((file) => belongsTo(objects, file.item) === item)
  if (files.length === 0) return nothing
  return html`<ul class="files">${repeat(
    files,
    (file) => file.id,
    ({ path, name, size }) =>
      html`<li><a class="file" href=${path} download>${icon("paperclip")}<span>${name}</span> <span class="quiet">${t("{size} kB", { size: Math.ceil(size / 1000) })}</span></a></li>`,
  )}</ul>`
}

/**
 * When its item is off the agenda, a file is the meeting's.
 *
 * @param {Objects} objects
 * @param {number | null} item
 */
function belongsTo(objects, item) {
  return item !== null && objects.get(`agenda_item/${item}`) ? item : null
}
