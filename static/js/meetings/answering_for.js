/**
 * The slip of somebody without a device: who helps enters what they say to what is asked.
 *
 * @import { Thing } from "../room/wire.js"
 * @import { View } from "../room/view.js"
 */

import { html, nothing } from "../../vendor/lit-html.js"
import { icon } from "../lib/icon.js"
import { t } from "../lib/words.js"
import { actButton } from "../room/act_button.js"
import { errorsOf, wordsField } from "../room/fields.js"
import { askedAgreement, isHere, mySeat, standingObjections } from "./questions.js"

const ACT = "meetings.answer_for"

/**
 * @param {View} view
 * @param {Thing} seat
 */
export function answeringFor(view, seat) {
  const agreement = askedAgreement(view.objects)
  if (!agreement || !mayAnswerFor(view, seat)) return nothing

  const { id } = agreement
  const errors = errorsOf(view, ACT, { agreement: id, seat: seat.id, reply: "objection" })
  const objects = standingObjections(agreement).some((one) => one.seat === seat.id)
  return html`<details class="fold">
    <summary class="fold__title">${title(agreement, seat)} <span class="visually-hidden">${seat.name}</span></summary>
    <div class="fold__body stack">
      <p>${t("Ask this person: any objection to this agenda?")}</p>
      ${objects ? nothing : actButton(view, { act: ACT, input: { agreement: id, seat: seat.id, reply: "no_objection", words: "" }, label: t("No objection, go ahead"), icon: "check" })}
      <form class="form" data-act=${ACT}>
        <input type="hidden" name="agreement" value=${id} />
        <input type="hidden" name="seat" value=${seat.id} />
        <input type="hidden" name="reply" value="objection" />
        ${wordsField({ id: `objection-of-${seat.id}`, name: "words", label: t("Their objection, in their words"), errors: errors.words, required: true })}
        <p class="form__acts"><button class="button">${t("Enter this objection")}</button></p>
      </form>
    </div>
  </details>`
}

/**
 * @param {Thing} agreement
 * @param {Thing} seat
 */
function title(agreement, seat) {
  return agreement.entered.includes(seat.id)
    ? html`${icon("check")} ${t("Answer entered by a helper")}`
    : t("Enter their answer")
}

/**
 * @param {View} view
 * @param {Thing} seat
 */
function mayAnswerFor({ objects, me }, seat) {
  const mine = mySeat(objects, me)
  const helps = me.desk || mine?.roles.includes("steward")
  return helps && mine?.id !== seat.id && isHere(seat) && seat.mode === "through_a_steward"
}
