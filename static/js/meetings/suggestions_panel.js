/**
 * What was suggested for the agenda: everybody suggests and sees what became of it; who facilitates takes in or declines.
 *
 * @import { Thing } from "../room/wire.js"
 * @import { View } from "../room/view.js"
 */

import { html, nothing, repeat } from "../../vendor/lit-html.js"
import { icon } from "../lib/icon.js"
import { t } from "../lib/words.js"
import { actButton } from "../room/act_button.js"
import { choiceField, errorsOf, minutesField, textField, wordsField } from "../room/fields.js"
import { isOver, meetingOf } from "./questions.js"
import { PURPOSES, purposeWord } from "./terms.js"

/** @param {View} view */
export function suggestionsPanel(view) {
  if (isOver(view.objects)) return nothing
  const all = view.objects.of("suggestion")
  const open = all.filter(({ state }) => state === "open")
  const answered = all.filter(({ state }) => state !== "open")

  return html`<section class="panel stack">
    <div class="panel__head"><h2 class="panel__title">${t("Suggestions for the agenda")}</h2></div>
    ${open.length > 0 ? list(view, open) : nothing}
    ${suggesting(view)}
    ${answered.length > 0 ? html`<details class="fold"><summary class="fold__title">${t("What became of the others")}</summary><div class="fold__body">${list(view, answered)}</div></details>` : nothing}
  </section>`
}

/**
 * @param {View} view
 * @param {Thing[]} suggestions
 */
function list(view, suggestions) {
  return html`<ul class="suggestions">${repeat(
    suggestions,
    (one) => one.id,
    (one) => suggestion(view, one),
  )}</ul>`
}

/**
 * @param {View} view
 * @param {Thing} one
 */
function suggestion(view, one) {
  const { title, purpose, minutes, words, person, presenter, state } = one
  const presents = presenter && presenter.person === person?.person
  return html`<li class="suggestion">
    <p class="suggestion__title" lang=${meetingOf(view.objects).language}>${title}</p>
    <p class="agenda__facts">
      <span>${purposeWord(purpose)}</span>
      ${minutes ? html`<span>${t("{n} min", { n: minutes })}</span>` : nothing}
      ${person?.name ? html`<span>${t("suggested by {name}", { name: person.name })}</span>` : nothing}
      ${presents ? html`<span>${t("would present it")}</span>` : nothing}
    </p>
    ${words ? html`<p class="suggestion__words">${words}</p>` : nothing}
    ${state === "open" ? acts(view, one) : html`<p class="suggestion__outcome">${outcome(one)}</p>`}
  </li>`
}

/**
 * @param {View} view
 * @param {Thing} one
 */
function acts(view, one) {
  const mine = one.person?.person === view.me.person
  if (!mine && !view.me.desk) return nothing
  return html`<div class="agenda__acts">${view.me.desk ? answering(view, one) : nothing} ${mine ? changing(view, one) : nothing}</div>`
}

/**
 * @param {View} view
 * @param {Thing} one
 */
function answering(view, { id, title }) {
  const errors = errorsOf(view, "meetings.decline_suggestion", { suggestion: id })
  return html`
    ${actButton(view, { act: "meetings.take_suggestion", input: { suggestion: id, parent: "", before: "" }, label: t("Take it in"), icon: "plus" })}
    <details class="fold">
      <summary class="fold__title">${t("Not this time")} <span class="visually-hidden">${title}</span></summary>
      <form class="fold__body form" data-act="meetings.decline_suggestion">
        <input type="hidden" name="suggestion" value=${id} />
        ${textField({ id: `decline-${id}-words`, name: "words", label: t("Why not, in a sentence"), errors: errors.words, required: true, maxlength: 500 })}
        <p class="form__acts"><button class="button">${t("Answer")}</button></p>
      </form>
    </details>
  `
}

/**
 * @param {View} view
 * @param {Thing} one
 */
function changing(view, one) {
  const { id, title } = one
  return html`
    ${actButton(view, { act: "meetings.withdraw_suggestion", input: { suggestion: id }, label: t("Take it back"), icon: "undo-2", look: "button--quiet" })}
    <details class="fold">
      <summary class="fold__title">${t("Change")} <span class="visually-hidden">${title}</span></summary>
      <form class="fold__body form" data-act="meetings.reword_suggestion">
        <input type="hidden" name="suggestion" value=${id} />
        ${fields(`reword-${id}`, errorsOf(view, "meetings.reword_suggestion", { suggestion: id }), one)}
        <p class="form__acts"><button class="button">${t("Save")}</button></p>
      </form>
    </details>
  `
}

/** @param {View} view */
function suggesting(view) {
  return html`<details class="fold">
    <summary class="fold__title">${t("Suggest a point")}</summary>
    <form class="fold__body form" data-act="meetings.suggest_item" data-keep data-folds>
      ${fields("suggest", errorsOf(view, "meetings.suggest_item"))}
      <p class="form__acts"><button class="button button--main">${t("Suggest it")}</button></p>
    </form>
  </details>`
}

/**
 * @param {string} form
 * @param {Record<string, string[]>} errors
 * @param {Thing} [one]
 */
function fields(form, errors, one) {
  const purposes = PURPOSES.map((purpose) => ({ value: purpose, words: purposeWord(purpose) }))
  const presents = Boolean(one?.presenter && one.presenter.person === one.person?.person)
  return html`
    ${textField({ id: `${form}-title`, name: "title", label: t("What it is about"), value: one?.title, errors: errors.title, required: true })}
    ${wordsField({ id: `${form}-words`, name: "words", label: t("Why"), value: one?.words, errors: errors.words })}
    ${choiceField({ id: `${form}-purpose`, name: "purpose", label: t("What for"), value: one?.purpose ?? "explore", errors: errors.purpose, options: purposes })}
    ${minutesField({ id: `${form}-minutes`, name: "minutes", label: t("Minutes"), value: one?.minutes ?? "", errors: errors.minutes })}
    <label class="check"><input class="check__input" type="checkbox" name="presents" value="true" ?checked=${presents} /><span>${t("I would present it")}</span></label>
  `
}

/** @param {Thing} one */
function outcome({ state, answer }) {
  if (state === "taken") return html`${icon("circle-check")} ${t("Taken in: it is on the agenda")}`
  if (state === "declined") return html`${icon("info")} ${t("Not taken in: {words}", { words: answer })}`
  if (state === "withdrawn") return html`${icon("undo-2")} ${t("Taken back by its author")}`
  return state === "kept" ? html`${icon("redo-2")} ${t("Kept for the next time")}` : nothing
}
