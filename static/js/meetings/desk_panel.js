/**
 * The facilitator's one big button, what stands beside it, and what may be needed at any time.
 *
 * @import { View } from "../room/view.js"
 * @import { Step } from "./next_step.js"
 */

import { html, nothing, repeat } from "../../vendor/lit-html.js"
import { t, tn } from "../lib/words.js"
import { actButton } from "../room/act_button.js"
import { choiceField, errorsOf, textField } from "../room/fields.js"
import { sentenceFor } from "./announce.js"
import { nextStep } from "./next_step.js"
import {
  agendaOf,
  askedAgreement,
  meetingOf,
  nameOf,
  notDealtWith,
  peopleHere,
  standingObjections,
} from "./questions.js"

/** @param {View} view */
export function nextStepPanel(view) {
  const { step, also, words } = nextStep(view.objects)
  return html`
    ${answersSoFar(view)}
    ${words ? html`<p class="now__words">${words}</p>` : nothing}
    ${step ? actButton(view, { ...step, look: "button--main button--big" }) : nothing}
    ${also.length > 0 ? html`<div class="cluster">${also.map((/** @type {Step} */ one) => actButton(view, { ...one, hint: undefined }))}</div>` : nothing}
  `
}

/** @param {View} view */
function answersSoFar({ objects }) {
  const agreement = askedAgreement(objects)
  if (!agreement) return nothing

  const objections = standingObjections(agreement)
  const answered = agreement.no_objection + objections.length
  const here = peopleHere(objects).length
  return html`
    <p class="tally">
      <progress class="tally__bar" max=${Math.max(here, answered, 1)} value=${answered} aria-hidden="true"></progress>
      <span class="tally__words">${tn("{n} of {here} has answered", "{n} of {here} have answered", answered, { here })}</span>
    </p>
    ${objections.length > 0 ? html`<ul class="objections">${objections.map((objection) => html`<li class="objection"><p class="objection__words">${objection.words}</p><p class="objection__who">${nameOf(objects, objection.seat)}</p></li>`)}</ul>` : nothing}
  `
}

/**
 * What may be needed at any time, folded away.
 *
 * @param {View} view
 */
export function anyTimePanel(view) {
  const { state } = meetingOf(view.objects)
  if (state !== "open" && state !== "paused") return nothing

  return html`<details class="fold">
    <summary class="fold__title">${t("Pause, close or leave the meeting")}</summary>
    <div class="fold__body stack">
      ${state === "open" ? pausing() : nothing}
      ${actButton(view, { act: "meetings.leave", keep: true, label: t("Leave the meeting"), icon: "log-out" })}
      ${closing(view)}
      ${agendaOf(view.objects).every((item) => item.state === "planned") ? notHeld(view) : nothing}
    </div>
  </details>`
}

/**
 * What was not dealt with is kept for the next time, if it stays ticked.
 *
 * @param {View} view
 */
function closing(view) {
  const left = notDealtWith(view.objects)
  const { language } = meetingOf(view.objects)
  if (left.length === 0)
    return actButton(view, { act: "meetings.close", label: t("Close the meeting"), look: "button--serious" })
  return html`<form class="form" data-act="meetings.close">
    <fieldset class="stack stack--tight">
      <legend><strong>${t("Keep for the next time what was not dealt with:")}</strong></legend>
      ${repeat(
        left,
        (item) => item.id,
        ({ id, number, title }) =>
          html`<label class="check"><input class="check__input" type="checkbox" name="carry" value=${id} checked /><span lang=${language}>${t("{number}. {title}", { number, title })}</span></label>`,
      )}
    </fieldset>
    <button class="button button--serious">${t("Close the meeting")}</button>
  </form>`
}

/**
 * Too few came: nothing was dealt with, so it is no meeting.
 *
 * @param {View} view
 */
function notHeld(view) {
  const errors = errorsOf(view, "meetings.declare_not_held")
  return html`<details class="fold">
    <summary class="fold__title">${t("It was not held")}</summary>
    <form class="fold__body form" data-act="meetings.declare_not_held">
    ${choiceField({ id: "not-held-because", name: "because", label: t("Why?"), errors: errors.because, options: causes() })}
    ${textField({ id: "not-held-reason", name: "reason", label: t("In your words, if you like (everybody sees it)"), errors: errors.reason })}
      <p class="form__acts"><button class="button button--serious">${t("Say that it was not held")}</button></p>
    </form>
  </details>`
}

function causes() {
  return [
    { value: "no_quorum", words: t("Not enough people came to decide") },
    { value: "nobody_came", words: t("Nobody came") },
    { value: "something_else", words: t("Something else came in between") },
  ]
}

function pausing() {
  return html`<form class="form form--row" data-act="meetings.pause">
    <div class="field">
      <label class="field__label" for="pause-reason">${t("Why (everybody sees it)")}</label>
      <input class="field__input" id="pause-reason" name="reason" maxlength="160" autocomplete="off" />
    </div>
    <button class="button">${t("Pause the meeting")}</button>
  </form>`
}

/** What anybody does for themselves; everything else is done by those who facilitate. */
const ANYBODYS = new Set([
  "person_arrived",
  "person_left",
  "objection_to_agreement",
  "objection_to_agreement_withdrawn",
  "item_suggested",
  "suggestion_reworded",
  "suggestion_withdrawn",
])

/**
 * What another facilitator did last: two people at one console must not surprise each other.
 *
 * @param {View} view
 */
export function othersLastAct({ objects, me, recent }) {
  const last = recent.findLast(({ by, kind }) => by && by.person !== me.person && !ANYBODYS.has(kind))
  const what = last && sentenceFor(last, objects)
  if (!last?.by?.seat || !what) return nothing
  return html`<p class="quiet">${t("{name}: {what}", { name: nameOf(objects, last.by.seat), what })}</p>`
}
