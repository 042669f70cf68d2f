/**
 * For those who facilitate: who said that they cannot come, and how many are still on their way.
 *
 * @import { View } from "../room/view.js"
 */

import { html, nothing } from "../../vendor/lit-html.js"
import { byName } from "../lib/format.js"
import { t, tn } from "../lib/words.js"

/** @param {View} view */
export function expectedPanel({ objects }) {
  const arrived = new Set(
    objects
      .of("seat")
      .filter((seat) => seat.arrived_at)
      .map((seat) => seat.person),
  )
  const awaited = objects.of("expectation").filter(({ person }) => !arrived.has(person))
  const apologies = awaited.filter(({ answer }) => answer === "cannot_come").sort((a, b) => byName(a.name, b.name))
  const onTheirWay = awaited.length - apologies.length
  if (awaited.length === 0) return nothing

  return html`<section class="panel stack">
    <h2 class="panel__title">${t("Expected")}</h2>
    ${onTheirWay > 0 ? html`<p>${tn("{n} person said they come and is not here yet", "{n} people said they come and are not here yet", onTheirWay)}</p>` : nothing}
    ${apologies.length > 0 ? html`<p>${tn("{n} person cannot come", "{n} people cannot come", apologies.length)}</p>` : nothing}
    <ul class="stack stack--tight no-bullets">
      ${apologies.map(({ name, words }) => html`<li><strong>${name}</strong>${words ? html` · ${words}` : nothing}</li>`)}
    </ul>
  </section>`
}
