/**
 * Who has to leave early: saying it for oneself, and seeing it from the desk.
 *
 * @import { Thing } from "../room/wire.js"
 * @import { View } from "../room/view.js"
 */

import { html, nothing, repeat } from "../../vendor/lit-html.js"
import { clockTime } from "../lib/format.js"
import { icon } from "../lib/icon.js"
import { t } from "../lib/words.js"
import { actButton } from "../room/act_button.js"
import { errorsOf, textField } from "../room/fields.js"
import { isHere, mySeat } from "./questions.js"

/**
 * Until when I can stay.
 *
 * @param {View} view
 */
export function myLeaving(view) {
  const seat = mySeat(view.objects, view.me)
  if (!seat || !isHere(seat)) return nothing
  const title = seat.leaves_at
    ? t("You can stay until {time}", { time: clockTime(seat.leaves_at) })
    : t("Do you have to leave early?")

  return html`<details class="fold">
    <summary class="fold__title">${title}</summary>
    <div class="fold__body stack">
      <form class="form form--row" data-act="meetings.leave_early" data-keep>
        ${textField({ id: "leave-early", name: "until", label: t("I can stay until"), type: "time", required: true, errors: errorsOf(view, "meetings.leave_early").until })}
        <button class="button">${t("Save")}</button>
      </form>
      ${seat.leaves_at ? actButton(view, { act: "meetings.stay_to_the_end", keep: true, label: t("I can stay to the end"), look: "button--quiet" }) : nothing}
    </div>
  </details>`
}

/**
 * In the order of leaving, with a quiet word to the desk ten minutes before each: ticking.js shows it when its time comes.
 *
 * @param {View} view
 */
export function whoLeavesEarly({ objects }) {
  const leaving = inOrderOfLeaving(objects.of("seat"))
  if (leaving.length === 0) return nothing

  return html`<section class="panel stack">
    <h2 class="panel__title">${t("Leaving early")}</h2>
    <ol class="stack stack--tight no-bullets">
      ${leaving.map((seat) => html`<li><time datetime=${seat.leaves_at}>${clockTime(seat.leaves_at)}</time> <strong>${seat.name}</strong></li>`)}
    </ol>
    <div role="status" class="stack stack--tight">
      ${repeat(leaving, (seat) => `${seat.id} ${seat.leaves_at}`, soonNotice)}
    </div>
  </section>`
}

/** @param {Thing[]} seats */
export function inOrderOfLeaving(seats) {
  return seats
    .filter((seat) => seat.leaves_at && isHere(seat))
    .sort((a, b) => Date.parse(a.leaves_at) - Date.parse(b.leaves_at))
}

/** @param {Thing} seat */
function soonNotice({ name, leaves_at }) {
  return html`<div data-soon=${leaves_at} hidden>
    <div class="notice notice--quiet">
      ${icon("clock")}
      <p class="notice__words">${t("{name} has to leave at {time}.", { name, time: clockTime(leaves_at) })}</p>
    </div>
  </div>`
}
