/** @import { Thing } from "../room/wire.js" */

import { html, nothing } from "../../vendor/lit-html.js"
import { clockTime } from "../lib/format.js"
import { t, tn } from "../lib/words.js"

/**
 * How long the item has been running. `room/ticking.js` writes the digits, which stand still while the meeting pauses;
 * what is said here changes only with the state.
 *
 * @param {Thing} item
 */
export function itemClock({ started_at, running_since, spent_seconds, minutes }) {
  if (!started_at) return nothing
  return html`<p class="clock" role="timer" data-since=${running_since ?? ""} data-spent=${spent_seconds ?? 0}
    data-planned=${minutes ?? ""}>
    <span class="visually-hidden">${t("since {time}", { time: clockTime(started_at) })}</span>
    <span class="clock__time" aria-hidden="true"></span>
    ${minutes ? html`<span class="clock__words">${tn("of {n} minute", "of {n} minutes", minutes)}</span>` : nothing}
    <span class="clock__words clock__left"></span>
  </p>`
}
