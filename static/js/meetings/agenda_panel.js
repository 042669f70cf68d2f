/**
 * The agenda, with the state of each item.
 *
 * @import { Thing } from "../room/wire.js"
 * @import { Objects } from "../room/objects.js"
 * @import { View } from "../room/view.js"
 */

import { html, nothing, repeat } from "../../vendor/lit-html.js"
import { icon } from "../lib/icon.js"
import { t } from "../lib/words.js"
import { filesOf } from "./files_list.js"
import { firstLevel, hasBegun, minutesOf, partsOf, stateOf } from "./outline.js"
import { agendaOf, meetingOf } from "./questions.js"
import { purposeWord } from "./terms.js"

/**
 * @param {View} view
 * @param {(item: Thing) => unknown} [acts] what a facilitator can do with an item
 */
export function agendaList({ objects, me }, acts = () => nothing) {
  const agenda = agendaOf(objects)
  if (agenda.length === 0) return html`<div class="empty"><p class="empty__words">${t("The agenda is empty")}</p></div>`

  const written = meetingOf(objects).language
  return html`<ol class=${me.desk ? "agenda" : "agenda agenda--compact"}>
    ${listed(firstLevel(agenda), (item) => agendaItem(objects, item, acts, written))}
  </ol>
  ${filesOf(objects, null)}`
}

/**
 * @param {Thing[]} items
 * @param {(item: Thing) => unknown} drawn
 */
function listed(items, drawn) {
  return repeat(items, (item) => item.id, drawn)
}

/** @param {View} view */
export function agendaState({ objects }) {
  const words = { unasked: "", asked: t("being agreed"), agreed: t("agreed") }[String(meetingOf(objects).agenda_state)]
  return words ? html`<span class="panel__note">${words}</span>` : nothing
}

/**
 * @param {Objects} objects
 * @param {Thing} item
 * @param {(item: Thing) => unknown} acts
 * @param {string} written  the language in which titles are written
 * @returns {unknown}
 */
function agendaItem(objects, item, acts, written) {
  const agenda = agendaOf(objects)
  const parts = partsOf(agenda, item)
  const state = stateOf(agenda, item)
  const possible = acts(item)
  return html`<li class=${look(item, state, parts)} aria-current=${item.state === "current" ? "step" : nothing}
    data-item=${item.id} data-parent=${item.parent ?? ""} data-begun=${hasBegun(agenda, item) ? "yes" : ""}
    data-title=${item.title} data-number=${item.number}>
    <span class="agenda__number">${item.number}</span>
    <div class="agenda__body">
      <p class="agenda__title" lang=${written}>${item.title}</p>
      <p class="agenda__facts">${stateWord(item, state)}<span>${purposeWord(item.purpose)}</span>${presenterName(item)}</p>
      ${filesOf(objects, item.id)}
    </div>
    <span class="agenda__minutes">${minutesWords(item, state, minutesOf(agenda, item))}</span>
    ${possible === nothing ? nothing : html`<div class="agenda__acts">${possible}</div>`}
    ${parts.length === 0 ? nothing : html`<ol class="agenda agenda__parts">${listed(parts, (part) => agendaItem(objects, part, acts, written))}</ol>`}
  </li>`
}

/**
 * @param {Thing} item
 * @param {string} state
 * @param {Thing[]} parts
 */
function look(item, state, parts) {
  const kinds = [item.purpose === "break" ? "break" : "", parts.length > 0 ? "heading" : ""].filter(Boolean)
  return ["agenda__item", ...[state, ...kinds].map((kind) => `agenda__item--${kind}`)].join(" ")
}

/**
 * @param {Thing} item
 * @param {string} state
 */
function stateWord({ carried_over }, state) {
  if (carried_over) return html`<span class="agenda__state">${icon("redo-2")}${t("Kept for the next time")}</span>`
  if (state === "current") return html`<span class="agenda__state">${t("Now")}</span>`
  return state === "done" ? html`<span class="agenda__state">${icon("check")}${t("Done")}</span>` : nothing
}

/** @param {Thing} item */
function presenterName({ presenter }) {
  return presenter ? html`<span>${presenter.name}</span>` : nothing
}

/**
 * @param {Thing} item
 * @param {string} state
 * @param {number | null} minutes
 */
function minutesWords({ spent_seconds }, state, minutes) {
  if (state !== "done" || !spent_seconds) return minutes ? t("{n} min", { n: minutes }) : nothing
  const spent = Math.round(spent_seconds / 60)
  return minutes ? t("{spent} of {n} min", { spent, n: minutes }) : t("{n} min", { n: spent })
}
