/**
 * Brings a guest back on another phone. The code is made here and shown here only: the server keeps no more than its hash.
 *
 * @import { Thing } from "../room/wire.js"
 * @import { View } from "../room/view.js"
 */

import { html, nothing } from "../../vendor/lit-html.js"
import { clockTime } from "../lib/format.js"
import { newCode } from "../lib/new_code.js"
import { t } from "../lib/words.js"

const MAKE = "meetings.make_return_code"

/** @type {Map<number, string>} the next code for each seat, until it is sent */
const ready = new Map()
/** @type {Map<number, string>} the codes that this page has made, by seat */
const made = new Map()

/**
 * Remembers each code that the server took, so that the desk can read it out.
 *
 * @param {EventTarget} page
 */
export function rememberCodes(page) {
  page.addEventListener("act-done", (event) => {
    const { name, input } = /** @type {CustomEvent} */ (event).detail
    if (name !== MAKE) return
    made.set(Number(input.seat), input.code)
    ready.delete(Number(input.seat))
  })
}

/**
 * @param {View} view
 * @param {Thing} seat
 */
export function wayBack(view, seat) {
  if (!seat.guest || seat.member) return nothing
  return html`${waitingCode(view, seat)}
    <details class="fold">
      <summary class="fold__title">${t("Came back on another phone")}</summary>
      <form class="fold__body form" data-act=${MAKE}>
        <p>${t("Make a code only when you know who it is: it gives this place to whoever types it.")}</p>
        <input type="hidden" name="seat" value=${seat.id} />
        <input type="hidden" name="code" value=${codeFor(seat.id)} />
        <label class="check"><input class="check__input" type="checkbox" name="lost" value="true" /><span>${t("The old phone is lost: sign it out")}</span></label>
        <p class="form__acts"><button class="button">${t("Make a code")}</button></p>
      </form>
    </details>`
}

/**
 * @param {View} view
 * @param {Thing} seat
 */
function waitingCode({ objects }, seat) {
  const waiting = objects.of("return_code").find((code) => code.seat === seat.id)
  const code = made.get(seat.id)
  if (!waiting || !code) return nothing
  const address = `${globalThis.location?.host ?? ""}/join`
  return html`<div class="notice notice--agreed">
    <div class="stack stack--tight">
      <p class="notice__words">${t("On the new phone, at {address}:", { address })}</p>
      <p class="code code--small">${code}</p>
      <p>${t("Works once, until {time}.", { time: clockTime(waiting.expires_at) })}</p>
    </div>
  </div>`
}

/** @param {number} seat */
function codeFor(seat) {
  const code = ready.get(seat) ?? newCode()
  ready.set(seat, code)
  return code
}
