/**
 * What both faces of the live page show.
 *
 * @import { View } from "../room/view.js"
 */

import { html, nothing } from "../../vendor/lit-html.js"
import { icon } from "../lib/icon.js"
import { t } from "../lib/words.js"
import { goneNotice, offlineNotice } from "../room/connection_chip.js"
import { undoBar } from "../room/outcome_panels.js"
import { agendaState } from "./agenda_panel.js"
import { sentenceFor } from "./announce.js"
import { peopleCount } from "./people_panel.js"
import { isOver } from "./questions.js"

/** @param {View} view */
export function hasEnded({ objects }) {
  return isOver(objects)
}

/** @param {View} view */
export function agendaHead(view) {
  return html`<div class="panel__head"><h2 class="panel__title">${t("Agenda")}</h2>${agendaState(view)}</div>`
}

/** @param {View} view */
export function peopleHead(view) {
  return html`<div class="panel__head"><h2 class="panel__title">${t("People")}</h2>${hasEnded(view) ? nothing : peopleCount(view)}</div>`
}

/** @param {View} view */
export function storyLink(view) {
  if (!hasEnded(view)) return nothing
  return html`<a class="button button--main" href=${view.page.paths.meeting}>${icon("book-open")} ${t("Read what happened")}</a>`
}

/**
 * At the foot of the screen: why the page is cut off, or the way back from the latest act.
 *
 * @param {View} view
 * @param {(view: View, undo: unknown) => unknown} otherwise
 */
export function foot(view, otherwise = (_view, undo) => undo) {
  if (view.status.kind === "gone") return html`<div class="action-bar">${goneNotice(view)}</div>`
  if (view.objects.isEmpty) return offlineNotice(view)

  const undo = undoBar(view, whatWasDone(view))
  return hasEnded(view) ? undo : otherwise(view, undo)
}

/** @param {View} view */
function whatWasDone({ objects, recent, undo }) {
  const entry = recent.find(({ seq }) => seq === undo?.seq)
  return entry ? sentenceFor(entry, objects) : ""
}
