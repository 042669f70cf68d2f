/**
 * What is asked of me now, with the answers I can give.
 *
 * @import { Thing } from "../room/wire.js"
 * @import { View } from "../room/view.js"
 */

import { html, nothing } from "../../vendor/lit-html.js"
import { icon } from "../lib/icon.js"
import { t } from "../lib/words.js"
import { actButton } from "../room/act_button.js"
import { errorsOf, wordsField } from "../room/fields.js"
import { receiptLine } from "../room/outcome_panels.js"
import { askedOfMe } from "./asked_of_me.js"
import { placeOf } from "./questions.js"

const ANSWER = "meetings.answer_agreement"

/** @param {View} view */
export function askedPanel(view) {
  const asked = askedOfMe(view.objects, view.me)
  if (asked.kind === "nothing" && view.me.desk) return nothing

  const quiet = asked.kind === "nothing" || asked.kind === "answered"
  return html`<section class=${quiet ? "panel stack" : "ask stack"} tabindex="-1" data-rest>${question(view, asked)}</section>`
}

/**
 * @param {View} view
 * @param {import("./asked_of_me.js").Asked} asked
 */
function question(view, asked) {
  if (asked.kind === "arrive") return arriving(view)
  if (asked.kind === "agree") return agreeing(view, asked.agreement)
  if (asked.kind === "answered") return answered(view, asked.agreement, asked.reply)
  return html`<p class="quiet">${t("Nothing is asked of you now.")}</p>`
}

/** @param {View} view */
function arriving(view) {
  const act = "meetings.arrive"
  const place = placeOf(view.objects, view.page.language)
  return html`
    <h2 class="ask__question">${t("Where are you?")}</h2>
    <p class="ask__words">${t("Say that you are here, so that you count.")}</p>
    ${place ? html`<p class="fact">${icon("map-pin")} ${place}</p>` : nothing}
    ${actButton(view, { act, input: { mode: "in_the_room" }, keep: true, label: t("I am in the room"), icon: "users", look: "button--main button--wide" })}
    ${actButton(view, { act, input: { mode: "remote" }, keep: true, label: t("I take part from elsewhere"), icon: "wifi", look: "button--wide" })}
    ${actButton(view, { act, input: { mode: "telephone" }, keep: true, label: t("I take part by telephone"), icon: "phone", look: "button--wide" })}
    <p>${receiptLine(view, [act])}</p>
  `
}

/**
 * @param {View} view
 * @param {Thing} agreement
 */
function agreeing(view, agreement) {
  return html`
    <h2 class="ask__question">${t("Any objection to this agenda?")}</h2>
    ${answers(view, agreement)}
    <p>${receiptLine(view, [ANSWER], { agreement: agreement.id })}</p>
  `
}

/**
 * @param {View} view
 * @param {Thing} agreement
 * @param {Thing} reply
 */
function answered(view, agreement, reply) {
  return html`
    <h2 class="panel__title">${t("Any objection to this agenda?")}</h2>
    ${reply.reply === "objection" ? html`<p>${t("You objected: {words}", { words: reply.words })}</p>` : html`<p>${t("You have no objection.")}</p>`}
    ${reply.entered ? html`<p>${t("A helper entered this for you. Your own answer takes its place.")}</p>` : nothing}
    <p>${receiptLine(view, [ANSWER], { agreement: agreement.id })}</p>
    <details class="fold">
      <summary class="fold__title">${t("Change my answer")}</summary>
      <div class="fold__body stack">${answers(view, agreement)}</div>
    </details>
  `
}

/**
 * @param {View} view
 * @param {Thing} agreement
 */
function answers(view, { id }) {
  const errors = errorsOf(view, ANSWER, { agreement: id, reply: "objection" })
  return html`
    ${actButton(view, { act: ANSWER, input: { agreement: id, reply: "no_objection", words: "" }, keep: true, label: t("No objection, go ahead"), icon: "check", look: "button--main button--wide" })}
    <details class="fold">
      <summary class="fold__title">${t("Wait, I see a problem")}</summary>
      <form class="fold__body form" data-act=${ANSWER} data-keep>
        <input type="hidden" name="agreement" value=${id} />
        <input type="hidden" name="reply" value="objection" />
        ${wordsField({ id: `objection-${id}`, name: "words", label: t("What is the problem with this agenda?"), errors: errors.words, required: true })}
        <p class="quiet">${t("The people in the room read your words with your name; later everyone can read them without it.")}</p>
        <p class="form__acts"><button class="button">${t("Send my objection")}</button></p>
      </form>
    </details>
  `
}
