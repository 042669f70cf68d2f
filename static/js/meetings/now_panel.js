/**
 * What is happening now: the card of the screen.
 *
 * @import { Thing } from "../room/wire.js"
 * @import { Objects } from "../room/objects.js"
 * @import { View } from "../room/view.js"
 */

import { html, nothing } from "../../vendor/lit-html.js"
import { clockTime, day, inMinutes } from "../lib/format.js"
import { icon } from "../lib/icon.js"
import { t } from "../lib/words.js"
import { itemClock } from "./item_clock.js"
import { agendaOf, askedAgreement, currentItem, isOver, meetingOf, placeOf, plannedItems } from "./questions.js"
import { purposeWord } from "./terms.js"

/**
 * @param {View} view
 * @param {unknown} [act] what a facilitator can press
 */
export function nowPanel({ objects, page }, act = nothing) {
  const meeting = meetingOf(objects)
  const item = isOver(objects) ? undefined : currentItem(objects)

  return html`<section class=${`now ${look(meeting)}`} tabindex="-1" data-rest>
    <p class="now__label">${label(meeting)}</p>
    ${title(objects, item)}
    ${item ? itemFacts(objects, item) : meetingFacts(meeting, placeOf(objects, page.language))}
    ${item ? itemClock(item) : nothing}
    ${act === nothing ? nothing : html`<div class="now__act stack">${act}</div>`}
  </section>`
}

/** @param {View} view */
export function nextLine({ objects }) {
  const [next] = plannedItems(objects)
  if (!next || isOver(objects)) return nothing
  return html`<p class="next">
    <span class="next__label">${t("Next")}</span>
    <span class="next__title" lang=${meetingOf(objects).language}>${t("{number}. {title}", { number: next.number, title: next.title })}</span>
  </p>`
}

/** @type {Record<string, () => string>} */
const OVER_LABELS = {
  closed: () => t("Over"),
  cancelled: () => t("Cancelled"),
  postponed: () => t("Postponed"),
  not_held: () => t("Not held"),
  dropped: () => t("Discarded"),
}

/** @param {Thing} meeting */
function look({ state }) {
  if (state === "paused") return "now--paused"
  if (OVER_LABELS[state]) return "now--closed"
  return state === "open" ? "" : "now--waiting"
}

/** @param {Thing} meeting */
function label({ state, paused_at }) {
  if (state === "paused")
    return paused_at ? t("Having a break since {time}", { time: clockTime(paused_at) }) : t("Having a break")
  return OVER_LABELS[state]?.() ?? (state === "open" ? t("Now") : t("Not open yet"))
}

/**
 * @param {Objects} objects
 * @param {Thing} [item]
 */
function title(objects, item) {
  const { state, pause_reason, reason, title: name, language } = meetingOf(objects)
  const written = (/** @type {string} */ words) => html`<h1 class="now__title" lang=${language}>${words}</h1>`

  if (state === "paused" && pause_reason) return written(pause_reason)
  if (isOver(objects) && reason) return written(reason)
  if (item) return written(t("{number}. {title}", { number: item.number, title: item.title }))
  return state === "open" || state === "paused"
    ? html`<h1 class="now__title">${betweenItems(objects)}</h1>`
    : written(name)
}

/** @param {Objects} objects */
function betweenItems(objects) {
  const agenda = agendaOf(objects)
  if (askedAgreement(objects)) return t("Agreeing on the agenda")
  if (plannedItems(objects).length > 0) {
    return agenda.some((item) => item.state === "done")
      ? t("Between two points of the agenda")
      : t("The meeting has begun")
  }
  return agenda.length > 0 ? t("The agenda is finished") : t("The agenda is empty")
}

/**
 * What it is a part of, and what it is for; under the reason of a break only which point waits.
 *
 * @param {Objects} objects
 * @param {Thing} item
 */
function itemFacts(objects, item) {
  const { state, pause_reason, language } = meetingOf(objects)
  const listed = (/** @type {Thing} */ { number, title }) =>
    html`<span class="fact">${icon("list-ordered")} <span lang=${language}>${t("{number}. {title}", { number, title })}</span></span>`
  if (state === "paused" && pause_reason) return html`<p class="now__facts cluster">${listed(item)}</p>`

  const heading = objects.get(`agenda_item/${item.parent}`)
  const { purpose, presenter } = item
  return html`<p class="now__facts cluster">
    ${heading ? listed(heading) : nothing}
    <span class="fact">${icon("flag")} ${purposeWord(purpose)}</span>
    ${presenter ? html`<span class="fact">${icon("mic")} ${presenter.name}</span>` : nothing}
  </p>`
}

/**
 * @param {Thing} meeting
 * @param {string} place
 */
function meetingFacts({ state, starts_at, planned_minutes }, place) {
  if (state === "open" || state === "paused") return nothing
  return html`<p class="now__facts cluster">
    ${starts_at ? html`<span class="fact">${icon("calendar")} ${t("{day}, {time}", { day: day(starts_at), time: clockTime(starts_at) })}</span>` : nothing}
    ${planned_minutes ? html`<span class="fact">${icon("clock")} ${inMinutes(planned_minutes)}</span>` : nothing}
    ${place ? html`<span class="fact">${icon("map-pin")} ${place}</span>` : nothing}
  </p>`
}
