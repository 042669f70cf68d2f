/**
 * Who takes part: here, expected, left.
 *
 * @import { Thing } from "../room/wire.js"
 * @import { View } from "../room/view.js"
 */

import { html, nothing, repeat } from "../../vendor/lit-html.js"
import { byName, clockTime } from "../lib/format.js"
import { t, tn } from "../lib/words.js"
import { isHere, isOver, mySeat, peopleHere } from "./questions.js"
import { modeWord, roleWord } from "./terms.js"

const ORDER = ["here", "away", "expected", "left"]

/** @param {View} view */
export function peopleCount({ objects }) {
  const n = peopleHere(objects).length
  return html`<span class="panel__note">${tn("{n} person here", "{n} people here", n)}</span>`
}

/**
 * @param {View} view
 * @param {(seat: Thing) => unknown} [acts] what a facilitator can do for someone
 */
export function peopleList(view, acts = () => nothing) {
  const seats = inOrder(view)
  if (seats.length === 0)
    return html`<div class="empty"><p class="empty__words">${t("Nobody has arrived yet.")}</p></div>`

  return html`<ul class="seats">
    ${repeat(
      seats,
      (seat) => seat.id,
      (seat) => person(view, seat, acts(seat)),
    )}
  </ul>`
}

/**
 * Who is here first.
 *
 * @param {View} view
 */
export function inOrder(view) {
  const rank = (/** @type {Thing} */ seat) => ORDER.indexOf(presenceOf(view, seat))
  return [...view.objects.of("seat")].sort((a, b) => rank(a) - rank(b) || byName(a.name, b.name))
}

/**
 * @param {Pick<View, "online">} view
 * @param {Thing} seat
 */
export function presenceOf({ online }, seat) {
  if (seat.left_at) return "left"
  if (!isHere(seat)) return "expected"
  return seat.mode === "remote" && online && !online.has(seat.id) ? "away" : "here"
}

/**
 * @param {View} view
 * @param {Thing} seat
 * @param {unknown} acts
 */
function person(view, seat, acts) {
  const presence = presenceOf(view, seat)
  const isMe = mySeat(view.objects, view.me)?.id === seat.id
  return html`<li class=${`seat seat--${presence}`}>
    <span class="seat__mark"></span>
    <span class="seat__name">${isMe ? t("{name} (you)", { name: seat.name }) : seat.name}</span>
    <span class="seat__facts">${presenceWords(presence, seat)}${isHere(seat) && seat.leaves_at && !isOver(view.objects) ? html` · ${t("until {time}", { time: clockTime(seat.leaves_at) })}` : nothing}</span>
    <span class="seat__roles">${seat.roles.map((/** @type {string} */ role) => html`<span class="badge">${roleWord(role)}</span>`)}</span>
    ${acts === nothing ? nothing : html`<div class="seat__acts">${acts}</div>`}
  </li>`
}

/**
 * @param {string} presence
 * @param {Thing} seat
 */
function presenceWords(presence, { mode, left_at }) {
  if (presence === "left") return t("left at {time}", { time: clockTime(left_at) })
  if (presence === "expected") return t("not here yet")
  if (presence === "away") return t("from elsewhere, not connected now")
  return modeWord(mode)
}
