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
import { handle } from "./handle.js"
import { firstLevel, hasBegun, partsOf } from "./outline.js"
import { neighbouringPlace } from "./places.js"
import { possiblePresenters } from "./presenters.js"
import { agendaOf, currentItem, isOver, meetingOf } from "./questions.js"
import { PURPOSES, purposeWord } from "./terms.js"

/**
 * @param {View} view
 * @param {Thing} item
 */
export function itemActs(view, item) {
  const { state } = meetingOf(view.objects)
  const agenda = agendaOf(view.objects)
  if (isOver(view.objects) || item.state === "current") return nothing
  return html`
    ${state === "open" && partsOf(agenda, item).length === 0 ? starting(view, item) : nothing}
    ${hasBegun(agenda, item) ? nothing : moving(view, item)}
    ${item.state === "planned" ? changing(view, item) : nothing}
  `
}

/** @param {View} view */
export function addItem(view) {
  if (isOver(view.objects)) return nothing
  const headings = possibleHeadings(agendaOf(view.objects))
  return html`<details class="fold">
    <summary class="fold__title">${t("Add a point")}</summary>
    <form class="fold__body form" data-act="meetings.add_item">
      ${itemFields(view, "add", errorsOf(view, "meetings.add_item"))}
      ${headings.length > 0 ? parentField(view, "add", headings, "") : nothing}
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
function moving(view, item) {
  const { id, title } = item
  const agenda = agendaOf(view.objects)
  const points = agenda.map((one) => ({ id: one.id, parent: one.parent ?? null, begun: hasBegun(agenda, one) }))
  const point = points[agenda.findIndex((one) => one.id === id)]
  const up = neighbouringPlace(points, point, -1)
  const down = neighbouringPlace(points, point, 1)
  const look = { act: "meetings.move_item", look: "button--quiet button--icon", iconOnly: true }
  return html`
    ${agenda.length > 1 ? handle(id, title) : nothing}
    ${up === null ? nothing : actButton(view, { ...look, input: { item: id, before: up.before, parent: up.parent }, label: t("Move up: {title}", { title }), icon: "arrow-up" })}
    ${down === null ? nothing : actButton(view, { ...look, input: { item: id, before: down.before, parent: down.parent }, label: t("Move down: {title}", { title }), icon: "arrow-down" })}
  `
}

/**
 * Of which item it is a part, for who does not drag.
 *
 * @param {View} view
 * @param {Thing} item
 */
function placing(view, item) {
  const agenda = agendaOf(view.objects)
  if (partsOf(agenda, item).length > 0) return nothing
  const headings = possibleHeadings(agenda, item)
  if (headings.length === 0) return nothing
  return html`<form class="form form--row" data-act="meetings.move_item">
    <input type="hidden" name="item" value=${item.id} /><input type="hidden" name="before" value="" />
    ${parentField(view, `move-${item.id}`, headings, item.parent ?? "")}
    <button class="button">${t("Move it there")}</button>
  </form>`
}

const LONG = 30

/**
 * Of a very long agenda only what has parts is offered.
 *
 * @param {Thing[]} agenda
 * @param {Thing} [item]
 */
function possibleHeadings(agenda, item) {
  const first = firstLevel(agenda)
  const headings = new Set(agenda.map((one) => one.parent))
  return first.filter(
    (one) => one.id !== item?.id && (headings.has(one.id) || (one.state === "planned" && first.length <= LONG)),
  )
}

/**
 * @param {View} view
 * @param {string} form
 * @param {Thing[]} headings
 * @param {string | number} value
 */
function parentField({ objects }, form, headings, value) {
  const { language } = meetingOf(objects)
  const options = headings.map(({ id, number, title }) => ({
    value: id,
    words: t("{number}. {title}", { number, title }),
    language,
  }))
  return choiceField({
    id: `${form}-parent`,
    name: "parent",
    label: t("Part of"),
    value,
    options: [{ value: "", words: t("None: it stands by itself") }, ...options],
  })
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
      ${placing(view, item)}
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
