/**
 * The agenda against the meeting's length, as words and as a bar.
 *
 * @import { View } from "../room/view.js"
 */

import { html, nothing, svg } from "../../vendor/lit-html.js"
import { t, tn } from "../lib/words.js"
import { timePlan } from "./outline.js"
import { agendaOf, isOver, meetingOf } from "./questions.js"

/** @param {View} view */
export function timeBar({ objects }) {
  const plan = timePlan(agendaOf(objects), meetingOf(objects).planned_minutes)
  if (!plan.planned || isOver(objects)) return nothing
  const { planned, length, left, scale, shares, late } = plan

  return html`<div class=${left < 0 ? "time-bar time-bar--over" : "time-bar"}>
    <svg class="time-bar__line" viewBox=${`0 0 ${scale} 10`} preserveAspectRatio="none" aria-hidden="true">
      ${shares.map(({ begins, minutes, state }) => svg`<rect class=${`time-bar__share time-bar__share--${state}`} x=${begins} y="0" width=${minutes} height="10"></rect>`)}
      <rect class="time-bar__end" x=${Math.max(length - scale * 0.004, 0)} y="0" width=${scale * 0.004} height="10"></rect>
    </svg>
    <p class="time-bar__words">${t("{planned} of {length} minutes", { planned, length })}; ${leftWords(left)}</p>
    ${late === 0 ? nothing : html`<p class="time-bar__words">${lateWords(late)}</p>`}
  </div>`
}

/** @param {number} left */
function leftWords(left) {
  if (left < 0) return html`<strong>${tn("{n} minute over", "{n} minutes over", -left)}</strong>`
  return left === 0 ? t("all the time is used") : tn("{n} minute left", "{n} minutes left", left)
}

/** @param {number} late */
function lateWords(late) {
  return late > 0
    ? tn("So far {n} minute more than planned", "So far {n} minutes more than planned", late)
    : tn("So far {n} minute less than planned", "So far {n} minutes less than planned", -late)
}
