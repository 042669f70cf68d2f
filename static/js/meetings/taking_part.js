/**
 * The live page of who takes part: on a phone, one thing after the other.
 *
 * @import { View } from "../room/view.js"
 */

import { html, nothing } from "../../vendor/lit-html.js"
import { t } from "../lib/words.js"
import { actButton } from "../room/act_button.js"
import { offlineNotice } from "../room/connection_chip.js"
import { problemNotice, receiptLine } from "../room/outcome_panels.js"
import { agendaList } from "./agenda_panel.js"
import { answeringFor } from "./answering_for.js"
import { askedPanel } from "./asked_panel.js"
import { myLeaving } from "./leaving.js"
import { nextLine, nowPanel } from "./now_panel.js"
import { agendaHead, hasEnded, peopleHead, storyLink } from "./page_parts.js"
import { peopleList } from "./people_panel.js"
import { isHere, mySeat } from "./questions.js"
import { suggestionsPanel } from "./suggestions_panel.js"
import { timeBar } from "./time_bar.js"

const LEAVE = "meetings.leave"

/** @param {View} view */
export function takingPart(view) {
  return html`
    ${offlineNotice(view)} ${nowPanel(view, storyLink(view))} ${nextLine(view)}
    ${hasEnded(view) ? nothing : askedPanel(view)}
    <section class="panel stack">${agendaHead(view)} ${timeBar(view)} ${agendaList(view)}</section>
    ${suggestionsPanel(view)}
    <section class="panel stack">
      ${peopleHead(view)} ${peopleList(view, (seat) => answeringFor(view, seat))} ${hasEnded(view) ? nothing : myLeaving(view)}
    </section>
  `
}

/**
 * Within reach of a thumb: what I can always do, and whether what I did counts.
 *
 * @param {View} view
 * @param {unknown} undo
 */
export function actionBar(view, undo) {
  const seat = mySeat(view.objects, view.me)
  const isPresent = seat !== undefined && isHere(seat)
  if (!isPresent && !view.problem && undo === nothing) return nothing

  return html`<nav class="action-bar" aria-label=${t("What I can do")}>
    ${undo} ${problemNotice(view)}
    <p class="action-bar__words">${receiptLine(view, [LEAVE])}</p>
    ${isPresent ? actButton(view, { act: LEAVE, keep: true, label: t("Leave the meeting"), icon: "log-out", form: "action-bar__row" }) : nothing}
  </nav>`
}
