/**
 * The parts of the live page in all their states, drawn by the functions that draw them there, from a view that is made up.
 *
 * @import { Status } from "../room/connection.js"
 * @import { View } from "../room/view.js"
 */

import { html, render } from "../../vendor/lit-html.js"
import { useFormat } from "../lib/format.js"
import { pageData } from "../lib/page_data.js"
import { t, useWords } from "../lib/words.js"
import { itemClock } from "../meetings/item_clock.js"
import { actButton } from "../room/act_button.js"
import { Clock } from "../room/clock.js"
import { connectionChip, offlineNotice } from "../room/connection_chip.js"
import { problemNotice, receiptLine, undoBar } from "../room/outcome_panels.js"
import { keepTicking, tick } from "../room/ticking.js"

const NOW = Date.parse("2026-03-05T18:00:00Z")
const ACT = "meetings.leave"

useWords(pageData("words"))
useFormat(pageData("room"))
for (const place of document.querySelectorAll("[data-show]")) {
  render(shown()[/** @type {HTMLElement} */ (place).dataset.show ?? ""], /** @type {HTMLElement} */ (place))
}
const clock = new Clock()
keepTicking(document.body, clock)
tick(document.body, clock)

/** @returns {Record<string, unknown>} */
function shown() {
  return {
    chips: html`${chip("live")} ${chip("slow")} ${chip("connecting")} ${chip("offline", NOW)}`,
    clocks: html`${clockOf(10, 180)} ${clockOf(4, 200)} ${clockOf(3, 200)}`,
    receipts: html`<p>${receiptLine(view({ isWaiting: () => true }), [ACT])}</p>
      <p>${receiptLine(view({ receipt: { name: ACT, input: {}, at: NOW } }), [ACT])}</p>`,
    undo: undoBar(view({ undo: { seq: 1, until: Date.now() + 10_000 } }), t("The agenda is agreed.")),
    problem: problemNotice(view({ problem: refused() })),
    offline: offlineNotice(view({ status: { kind: "offline", since: NOW, failures: 3, problem: null } })),
    waiting: actButton(view({ isWaiting: () => true }), { act: ACT, label: t("Leave the meeting"), icon: "log-out" }),
  }
}

/**
 * @param {Status["kind"]} kind
 * @param {number | null} [since]
 */
function chip(kind, since = null) {
  return connectionChip(view({ status: { kind, since, failures: 0, problem: null } }))
}

/**
 * @param {number} minutes
 * @param {number} spent
 */
function clockOf(minutes, spent) {
  return itemClock({ id: 1, started_at: "2026-03-05T18:00:00Z", running_since: null, spent_seconds: spent, minutes })
}

function refused() {
  const words = t(
    "You are not connected, so this was not done. Nothing you typed is lost: do it again when you are back.",
  )
  return { act: { name: ACT, input: {}, keep: true }, error: { code: "offline", words } }
}

/**
 * @param {Partial<View>} special
 * @returns {View}
 */
function view(special) {
  const nothing = { page: { paths: { meeting: "/styleguide" } }, problem: null, undo: null, receipt: null }
  const usual = { status: { kind: "live", since: null, failures: 0, problem: null }, isWaiting: () => false }
  return /** @type {View} */ (/** @type {unknown} */ ({ ...nothing, ...usual, ...special }))
}
