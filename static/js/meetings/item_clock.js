/** @import { Thing } from "../room/wire.js" */

import { html, nothing } from "../../vendor/lit-html.js"
import { clockTime } from "../lib/format.js"
import { t, tn } from "../lib/words.js"

/**
 * How long the item has been running. `room/ticking.js` writes the digits; what is said here stays still.
 *
 * @param {Thing} item
 * @param {Thing} meeting
 */
export function itemClock({ started_at, spent_seconds, minutes }, meeting) {
  if (!started_at) return nothing
  const until = meeting.state === "paused" ? meeting.paused_at : null

  return html`<p class="clock" role="timer" data-since=${started_at} data-until=${until ?? ""}
    data-spent=${spent_seconds ?? 0} data-planned=${minutes ?? ""}>
    <span class="visually-hidden">${t("since {time}", { time: clockTime(started_at) })}</span>
    <span class="clock__time" aria-hidden="true"></span>
    ${minutes ? html`<span class="clock__words">${tn("of {n} minute", "of {n} minutes", minutes)}</span>` : nothing}
    <span class="clock__words clock__left"></span>
  </p>`
}
