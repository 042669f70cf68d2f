/**
 * What happened, in one short sentence for the status region and the history line. Kinds it does not know say nothing.
 *
 * @import { Entry } from "../room/wire.js"
 * @import { Announcer } from "../room/announcer.js"
 * @import { Objects } from "../room/objects.js"
 * @import { View } from "../room/view.js"
 * @typedef {(facts: Record<string, any>, objects: Objects) => string} Saying
 */

import { listOf } from "../lib/format.js"
import { t, tn } from "../lib/words.js"
import { nameOf } from "./questions.js"
import { roleWord } from "./terms.js"

/** @type {Record<string, Saying>} */
const SAYINGS = {
  meeting_convened: () => t("The meeting has been called."),
  draft_dropped: () => t("The draft was discarded."),
  meeting_cancelled: ({ reason }) => (reason ? t("Cancelled: {reason}", { reason }) : t("The meeting is cancelled.")),
  meeting_postponed: ({ reason }) => (reason ? t("Postponed: {reason}", { reason }) : t("The meeting is postponed.")),
  meeting_not_held: () => t("The meeting was not held."),
  meeting_opened: () => t("The meeting is open."),
  meeting_paused: ({ reason }) => (reason ? t("Paused: {reason}", { reason }) : t("The meeting is paused.")),
  meeting_resumed: () => t("The meeting goes on."),
  meeting_closed: () => t("The meeting is closed."),

  person_arrived: ({ seat }, objects) => t("{name} has arrived.", { name: nameOf(objects, seat) }),
  person_left: ({ seat }, objects) => t("{name} has left.", { name: nameOf(objects, seat) }),
  role_given: ({ seat, role }, objects) =>
    t("{name} now has this role: {role}.", { name: nameOf(objects, seat), role: roleWord(role) }),
  role_taken_back: ({ seat, role }, objects) =>
    t("{name} no longer has this role: {role}.", { name: nameOf(objects, seat), role: roleWord(role) }),

  return_code_made: ({ seat }, objects) =>
    t("{name} was given a code for coming back on another phone.", { name: nameOf(objects, seat) }),
  came_back: ({ seat }, objects) => t("{name} came back on another phone.", { name: nameOf(objects, seat) }),
  seat_claimed: ({ seat }, objects) => t("{name} goes on with their account.", { name: nameOf(objects, seat) }),

  agreement_asked: () => t("Any objection to this agenda?"),
  objection_to_agreement: () => t("There is an objection to the agenda."),
  objection_to_agreement_withdrawn: () => t("An objection to the agenda was taken back."),
  agreement_settled: () => t("The agenda is agreed."),
  agreement_set_aside: () => t("The question about the agenda was set aside."),

  item_added: ({ title }) => t("Added to the agenda: {title}", { title }),
  item_changed: ({ item }, objects) => t("Changed on the agenda: {title}", { title: titleOf(objects, item) }),
  item_moved: ({ item }, objects) => t("Moved on the agenda: {title}", { title: titleOf(objects, item) }),
  item_removed: ({ title }) => t("Taken off the agenda: {title}", { title }),
  items_carried_over: ({ items }, objects) =>
    t("Kept for the next time: {titles}", { titles: listOf(titlesOf(items, objects)) }),
  item_suggested: ({ title }) => t("Suggested for the agenda: {title}", { title }),
  suggestion_withdrawn: ({ title }) => t("Taken back by its author: {title}", { title }),
  suggestion_taken: ({ title }) => t("Taken in: {title}", { title }),
  suggestion_declined: ({ title }) => t("Not taken in this time: {title}", { title }),
  agenda_filled: ({ count }) => tn("{n} point was added to the agenda.", "{n} points were added to the agenda.", count),
  item_started: ({ item }, objects) => t("Now: {title}", { title: titleOf(objects, item) }),
  item_finished: ({ item }, objects) => t("Finished: {title}", { title: titleOf(objects, item) }),

  undone: () => t("The last step was undone."),
}

/**
 * @param {Entry} entry
 * @param {Objects} objects
 */
export function sentenceFor(entry, objects) {
  return SAYINGS[entry.kind]?.(entry.facts, objects) ?? ""
}

/**
 * @param {Entry[]} entries
 * @param {View} view
 * @param {Announcer<Entry>} announcer
 */
export function announce(entries, { objects }, announcer) {
  for (const entry of entries) {
    if (entry.kind === "person_arrived") announcer.gather(entry, (arrivals) => sentenceForArrivals(arrivals, objects))
    else announcer.say(sentenceFor(entry, objects))
  }
}

/**
 * Many people arrive at once, so arrivals are told together.
 *
 * @param {Entry[]} arrivals
 * @param {Objects} objects
 */
export function sentenceForArrivals(arrivals, objects) {
  if (arrivals.length === 1) return sentenceFor(arrivals[0], objects)
  return tn("{n} person has arrived.", "{n} people have arrived.", arrivals.length)
}

/**
 * @param {unknown} items
 * @param {Objects} objects
 */
function titlesOf(items, objects) {
  return Array.isArray(items) ? items.map((item) => titleOf(objects, item)) : []
}

/**
 * @param {Objects} objects
 * @param {number} item
 */
function titleOf(objects, item) {
  return objects.get(`agenda_item/${item}`)?.title ?? ""
}
