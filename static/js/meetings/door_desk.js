/**
 * The door on the console: who waits to be let in, and how people come in. Shown only when somebody waits or may have to.
 *
 * @import { Thing } from "../room/wire.js"
 * @import { View } from "../room/view.js"
 */

import { html, nothing, repeat } from "../../vendor/lit-html.js"
import { t, tn } from "../lib/words.js"
import { actButton } from "../room/act_button.js"
import { errorsOf, textField } from "../room/fields.js"

/** As many as the server takes in one act. */
const MOST_AT_ONCE = 50

/** @param {View} view */
export function doorPanel(view) {
  const line = [...view.objects.of("waiting")].sort((a, b) => a.id - b.id)
  const waiting = line.filter(({ state }) => state === "waiting")
  const turnedAway = line.filter(({ state }) => state === "turned_away")
  if (waiting.length === 0 && !isOneByOne(view)) return nothing

  return html`<section class="panel stack">
    <div class="panel__head">
      <h2 class="panel__title">${t("Waiting to be let in")}</h2>
      <span class="panel__note">${tn("{n} person waits", "{n} people wait", waiting.length)}</span>
    </div>
    ${waiting.length > 1 ? lettingManyIn(view, waiting) : nothing}
    <ul class="seats">
      ${repeat(
        waiting,
        ({ id }) => id,
        (one) => inLine(view, one),
      )}
    </ul>
    ${turnedAway.length > 0 ? mistakes(view, turnedAway) : nothing}
  </section>`
}

/**
 * How people come in, for the panel with the code.
 *
 * @param {View} view
 */
export function howPeopleComeIn(view) {
  const one = isOneByOne(view)
  return html`<details class="fold">
    <summary class="fold__title">${t("How people come in")}</summary>
    <div class="fold__body stack">
      <p>${one ? t("Whoever has the code waits until you let them in. Members of the groups that meet never wait.") : t("Whoever has the code comes in.")}</p>
      ${actButton(view, {
        act: "meetings.set_door",
        input: { one_by_one: one ? "" : "true" },
        label: one ? t("Open the door") : t("Let people in one by one"),
        icon: one ? "door-open" : "users",
      })}
      <p class="quiet">${one ? t("Then whoever has the code comes in, and whoever waits now, too.") : t("Members of the groups that meet never wait.")}</p>
    </div>
  </details>`
}

/** @param {View} view */
function isOneByOne({ objects }) {
  return Boolean(objects.of("invitation")[0]?.one_by_one)
}

/**
 * @param {View} view
 * @param {Thing} one
 */
function inLine(view, one) {
  const act = "meetings.turn_away"
  const errors = errorsOf(view, act, { waiting: one.id })
  return html`<li class="seat seat--expected">
    <span class="seat__mark"></span>
    <span class="seat__name">${one.name}</span>
    <div class="seat__acts">
      ${lettingIn(view, [one], t("Let in"), "")}
      <details class="fold">
        <summary class="fold__title">${t("Do not let in")} <span class="visually-hidden">${one.name}</span></summary>
        <form class="fold__body form" data-act=${act}>
          <input type="hidden" name="waiting" value=${one.id} />
          ${textField({ id: `turn-away-${one.id}`, name: "words", label: t("A word to them (may stay empty)"), errors: errors.words })}
          <p class="form__acts"><button class="button">${t("Do not let in")}</button></p>
        </form>
      </details>
    </div>
  </li>`
}

/**
 * @param {View} view
 * @param {Thing[]} turnedAway
 */
function mistakes(view, turnedAway) {
  return html`<details class="fold">
    <summary class="fold__title">${t("Not let in")} (${turnedAway.length})</summary>
    <ul class="fold__body stack">
      ${turnedAway.map((one) => html`<li>${one.name} ${lettingIn(view, [one], t("Let in after all"), "button--quiet")}</li>`)}
    </ul>
  </details>`
}

/**
 * @param {View} view
 * @param {Thing[]} waiting
 */
function lettingManyIn(view, waiting) {
  const first = waiting.slice(0, MOST_AT_ONCE)
  const all = first.length === waiting.length
  const label = all ? t("Let all of them in") : t("Let the first {n} in", { n: first.length })
  return lettingIn(view, first, label, "button--main")
}

/**
 * @param {View} view
 * @param {Thing[]} people the very ones that the desk sees now
 * @param {string} label
 * @param {string} look
 */
function lettingIn(view, people, label, look) {
  const input = { waiting: people.map(({ id }) => id).join(",") }
  return actButton(view, { act: "meetings.let_in", input, label, look, icon: people.length > 1 ? "users" : "log-in" })
}
