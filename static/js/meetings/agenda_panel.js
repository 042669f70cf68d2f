/**
 * The agenda, with the state of each item.
 *
 * @import { Thing } from "../room/wire.js"
 * @import { View } from "../room/view.js"
 */

import { html, nothing, repeat } from "../../vendor/lit-html.js"
import { icon } from "../lib/icon.js"
import { t } from "../lib/words.js"
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
    ${repeat(
      agenda,
      (item) => item.id,
      (item) => agendaItem(item, acts(item), written),
    )}
  </ol>`
}

/** @param {View} view */
export function agendaState({ objects }) {
  const words = { unasked: "", asked: t("being agreed"), agreed: t("agreed") }[String(meetingOf(objects).agenda_state)]
  return words ? html`<span class="panel__note">${words}</span>` : nothing
}

/**
 * @param {Thing} item
 * @param {unknown} acts
 * @param {string} written  the language in which titles are written
 */
function agendaItem(item, acts, written) {
  const kind = item.purpose === "break" ? "agenda__item--break" : ""
  return html`<li class=${`agenda__item agenda__item--${item.state} ${kind}`} aria-current=${item.state === "current" ? "step" : nothing}>
    <span class="agenda__number">${item.number}</span>
    <div class="agenda__body">
      <p class="agenda__title" lang=${written}>${item.title}</p>
      <p class="agenda__facts">${stateWord(item)}<span>${purposeWord(item.purpose)}</span>${presenterName(item)}</p>
    </div>
    <span class="agenda__minutes">${minutesOf(item)}</span>
    ${acts === nothing ? nothing : html`<div class="agenda__acts">${acts}</div>`}
  </li>`
}

/** @param {Thing} item */
function stateWord({ state }) {
  if (state === "current") return html`<span class="agenda__state">${t("Now")}</span>`
  return state === "done" ? html`<span class="agenda__state">${icon("check")}${t("Done")}</span>` : nothing
}

/** @param {Thing} item */
function presenterName({ presenter }) {
  return presenter ? html`<span>${presenter.name}</span>` : nothing
}

/** @param {Thing} item */
function minutesOf({ state, minutes, spent_seconds }) {
  if (state !== "done") return minutes ? t("{n} min", { n: minutes }) : nothing
  const spent = Math.round(spent_seconds / 60)
  return minutes ? t("{spent} of {n} min", { spent, n: minutes }) : t("{n} min", { n: spent })
}
