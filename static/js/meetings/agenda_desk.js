/**
 * What a facilitator can do with the agenda: start, move, change, take off, add.
 *
 * @import { Thing } from "../room/wire.js"
 * @import { View } from "../room/view.js"
 */

import { html, nothing } from "../../vendor/lit-html.js"
import { t } from "../lib/words.js"
import { actButton } from "../room/act_button.js"
import { choiceField, errorsOf, minutesField, textField } from "../room/fields.js"
import { beforeWhenDown, beforeWhenUp } from "./moving.js"
import { possiblePresenters } from "./presenters.js"
import { agendaOf, currentItem, meetingOf } from "./questions.js"
import { PURPOSES, purposeWord } from "./terms.js"

/**
 * @param {View} view
 * @param {Thing} item
 */
export function itemActs(view, item) {
  const { state } = meetingOf(view.objects)
  if (state === "closed" || item.state === "current") return nothing
  return html`
    ${state === "open" ? starting(view, item) : nothing}
    ${item.state === "planned" ? html`${moving(view, item)} ${changing(view, item)}` : nothing}
  `
}

/** @param {View} view */
export function addItem(view) {
  if (meetingOf(view.objects).state === "closed") return nothing
  return html`<details class="fold">
    <summary class="fold__title">${t("Add a point")}</summary>
    <form class="fold__body form" data-act="meetings.add_item">
      ${itemFields(view, "add", errorsOf(view, "meetings.add_item"))}
      <p class="form__acts"><button class="button button--main">${t("Add to the agenda")}</button></p>
    </form>
  </details>`
}

/**
 * @param {View} view
 * @param {Thing} item
 */
function starting(view, { id, state, title }) {
  const input = { item: id, after: currentItem(view.objects)?.id ?? "" }
  const [label, spoken] =
    state === "done"
      ? [t("Take it up again"), t("Take it up again: {title}", { title })]
      : [t("Start"), t("Start: {title}", { title })]
  return actButton(view, { act: "meetings.start_item", input, label, spoken, icon: "play", look: "button--quiet" })
}

/**
 * @param {View} view
 * @param {Thing} item
 */
function moving(view, { id, title }) {
  const agenda = agendaOf(view.objects)
  const place = agenda.findIndex((item) => item.id === id)
  const up = beforeWhenUp(agenda, place)
  const down = beforeWhenDown(agenda, place)
  const look = { act: "meetings.move_item", look: "button--quiet button--icon", iconOnly: true }
  return html`
    ${up === null ? nothing : actButton(view, { ...look, input: { item: id, before: up }, label: t("Move up: {title}", { title }), icon: "arrow-up" })}
    ${down === null ? nothing : actButton(view, { ...look, input: { item: id, before: down }, label: t("Move down: {title}", { title }), icon: "arrow-down" })}
  `
}

/**
 * @param {View} view
 * @param {Thing} item
 */
function changing(view, item) {
  const errors = errorsOf(view, "meetings.change_item", { item: item.id })
  return html`<details class="fold">
    <summary class="fold__title">${t("Change")} <span class="visually-hidden" lang=${meetingOf(view.objects).language}>${item.title}</span></summary>
    <div class="fold__body stack">
      <form class="form" data-act="meetings.change_item">
        <input type="hidden" name="item" value=${item.id} />
        ${itemFields(view, `change-${item.id}`, errors, item)}
        <p class="form__acts"><button class="button">${t("Save")}</button></p>
      </form>
      ${actButton(view, { act: "meetings.remove_item", input: { item: item.id }, label: t("Take off the agenda"), icon: "trash-2", look: "button--quiet" })}
    </div>
  </details>`
}

/**
 * @param {View} view
 * @param {string} form
 * @param {Record<string, string[]>} errors
 * @param {Thing} [item]
 */
function itemFields(view, form, errors, item) {
  const presenters = possiblePresenters(view, item).map(({ person, name }) => ({ value: person, words: name }))
  const purposes = PURPOSES.map((purpose) => ({ value: purpose, words: purposeWord(purpose) }))
  return html`
    ${textField({ id: `${form}-title`, name: "title", label: t("What it is about"), value: item?.title, errors: errors.title, required: true })}
    ${choiceField({ id: `${form}-purpose`, name: "purpose", label: t("What for"), value: item?.purpose ?? "inform", errors: errors.purpose, options: purposes })}
    ${choiceField({ id: `${form}-presenter`, name: "presenter", label: t("Who presents it"), value: item?.presenter?.person ?? "", errors: errors.presenter, options: [{ value: "", words: t("Nobody in particular") }, ...presenters] })}
    ${minutesField({ id: `${form}-minutes`, name: "minutes", label: t("Minutes"), value: item?.minutes ?? "", errors: errors.minutes })}
  `
}
