/**
 * The one step that makes sense next for who facilitates, and the ones beside it. Pure.
 *
 * @import { Thing } from "../room/wire.js"
 * @import { Objects } from "../room/objects.js"
 *
 * @typedef {object} Step
 * @property {string} act
 * @property {Record<string, string | number>} input  absolute, so that a late or repeated click is harmless
 * @property {string} label
 * @property {string} [hint]
 *
 * @typedef {object} NextStep
 * @property {Step | null} step
 * @property {Step[]} also
 * @property {string} [words]  what to do in the room before pressing
 */

import { listOf } from "../lib/format.js"
import { t, tn } from "../lib/words.js"
import {
  agendaOf,
  askedAgreement,
  currentItem,
  meetingOf,
  nameOf,
  plannedItems,
  standingObjections,
} from "./questions.js"

/**
 * @param {Objects} objects
 * @returns {NextStep}
 */
export function nextStep(objects) {
  switch (meetingOf(objects)?.state) {
    case "draft":
      return beforeTheCall(objects)
    case "convened":
      return only({ act: "meetings.open", input: {}, label: t("Open the meeting") })
    case "paused":
      return only({ act: "meetings.resume", input: {}, label: t("Go on with the meeting") })
    case "open":
      return currentItem(objects) ? duringAnItem(objects) : betweenItems(objects)
    default:
      return { step: null, also: [] }
  }
}

/**
 * People are called to a meeting that says what it is about.
 *
 * @param {Objects} objects
 * @returns {NextStep}
 */
function beforeTheCall(objects) {
  if (agendaOf(objects).length === 0) return { step: null, also: [], words: writeTheFirst() }
  return only({ act: "meetings.convene", input: {}, label: t("Call the meeting") })
}

/** @param {Objects} objects */
function duringAnItem(objects) {
  const current = /** @type {Thing} */ (currentItem(objects))
  const [next] = plannedItems(objects)
  const also = stillToSettle(objects)

  if (!next) return { step: finish(current, t("Finish the last point")), also }
  return { step: start(next, current), also: [finish(current, t("Finish this point only")), ...also] }
}

/** @param {Objects} objects */
function betweenItems(objects) {
  const [next] = plannedItems(objects)
  const close = { act: "meetings.close", input: {}, label: t("Close the meeting") }

  if (agendaOf(objects).length === 0) return { step: null, also: [close], words: writeTheFirst() }
  if (askedAgreement(objects)) return agreeing(objects)
  if (!next) return only(close)
  if (nobodyWasAsked(objects)) return { step: ask(t("Ask for agreement on the agenda")), also: [start(next)] }
  return { step: start(next), also: [] }
}

/** @param {Objects} objects */
function agreeing(objects) {
  const agreement = /** @type {Thing} */ (askedAgreement(objects))
  const objections = standingObjections(agreement)
  if (objections.length === 0) return only(settle(agreement))

  const names = listOf(objections.map((objection) => nameOf(objects, objection.seat)))
  return {
    step: ask(t("Ask again")),
    also: [],
    words: t("{names} objected. Talk it over, change the agenda if that helps, then ask again.", { names }),
  }
}

/** @param {Objects} objects */
function nobodyWasAsked(objects) {
  return meetingOf(objects).agenda_state === "unasked" && agendaOf(objects).every((item) => item.state === "planned")
}

/** @param {Objects} objects */
function stillToSettle(objects) {
  const agreement = askedAgreement(objects)
  return agreement && standingObjections(agreement).length === 0 ? [settle(agreement)] : []
}

function writeTheFirst() {
  return t("Write the first point of the agenda.")
}

/** @param {Step} step */
function only(step) {
  return { step, also: [] }
}

/** @param {string} label */
function ask(label) {
  return {
    act: "meetings.ask_agreement",
    input: {},
    label,
    hint: t("Everyone here is asked: any objection to this agenda?"),
  }
}

/** @param {Thing} agreement */
function settle(agreement) {
  return {
    act: "meetings.settle_agreement",
    input: { agreement: agreement.id },
    label: t("The agenda is agreed"),
    hint: tn("{n} person has no objection", "{n} people have no objection", agreement.no_objection),
  }
}

/**
 * @param {Thing} item
 * @param {Thing} [after]
 */
function start({ id, number, title }, after) {
  return {
    act: "meetings.start_item",
    input: { item: id, after: after?.id ?? "" },
    label: t("Start {number}. {title}", { number, title }),
    hint: after && t("Ends {number}. {title}", { number: after.number, title: after.title }),
  }
}

/**
 * @param {Thing} item
 * @param {string} label
 */
function finish(item, label) {
  return { act: "meetings.finish_item", input: { item: item.id }, label }
}
