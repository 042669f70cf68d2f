/**
 * What a facilitator can do for people: roles, arrival and departure, someone without a device, the join code.
 *
 * @import { Thing } from "../room/wire.js"
 * @import { View } from "../room/view.js"
 */

import { html, nothing, repeat } from "../../vendor/lit-html.js"
import { t, tn } from "../lib/words.js"
import { actButton } from "../room/act_button.js"
import { choiceField, errorsOf, textField } from "../room/fields.js"
import { answeringFor } from "./answering_for.js"
import { isHere, isOver } from "./questions.js"
import { MODES, modeWord, ROLES, roleWord } from "./terms.js"
import { wayBack } from "./way_back.js"

/**
 * @param {View} view
 * @param {Thing} seat
 */
export function seatActs(view, seat) {
  if (isOver(view.objects)) return nothing
  return html`${answeringFor(view, seat)} <details class="fold">
    <summary class="fold__title">${t("Change")} <span class="visually-hidden">${seat.name}</span></summary>
    <div class="fold__body stack">
      ${devices(view, seat)} ${presence(view, seat)} ${wayBack(view, seat)} ${givingRoles(seat)}
      ${repeat(
        seat.roles,
        (role) => role,
        (/** @type {string} */ role) => takingBack(view, seat, role),
      )}
      ${!seat.member ? actButton(view, { act: "meetings.withdraw_access", input: { seat: seat.id }, label: t("Let this person in no longer"), icon: "user-x", look: "button--serious" }) : nothing}
    </div>
  </details>`
}

/**
 * A seat followed on two devices may be somebody's phone and laptop, or a proof in the wrong hands.
 *
 * @param {View} view
 * @param {Thing} seat
 */
function devices(view, seat) {
  const n = view.devices[seat.id] ?? 1
  return n < 2 ? nothing : html`<p class="quiet">${tn("On {n} device now", "On {n} devices now", n)}</p>`
}

/** @param {View} view */
export function addPerson(view) {
  if (isOver(view.objects)) return nothing
  const errors = errorsOf(view, "meetings.seat_person")
  return html`<details class="fold">
    <summary class="fold__title">${t("Add a person without a device")}</summary>
    <form class="fold__body form" data-act="meetings.seat_person">
      ${textField({ id: "add-person-name", name: "name", label: t("Name"), errors: errors.name, required: true, maxlength: 80 })}
      <label class="check"><input class="check__input" type="checkbox" name="is_child" value="true" /><span>${t("They are under 14")}</span></label>
      ${choiceField({ id: "add-person-mode", name: "mode", label: t("How they take part"), value: "through_a_steward", errors: errors.mode, options: modes() })}
      <input type="hidden" name="person" value="" />
      <p class="form__acts"><button class="button button--main">${t("Add this person")}</button></p>
    </form>
    ${enteringMember(view)}
  </details>`
}

/**
 * A member who has not been entered yet, chosen by name.
 *
 * @param {View} view
 */
function enteringMember({ objects, page }) {
  const seated = new Set(objects.of("seat").map((seat) => seat.person))
  const missing = (page.people ?? []).filter(({ person }) => !seated.has(person))
  if (missing.length === 0) return nothing

  return html`<form class="fold__body form" data-act="meetings.seat_person">
    <input type="hidden" name="name" value="" />
    ${choiceField({ id: "enter-member", name: "person", label: t("Or a member"), options: missing.map(({ person, name }) => ({ value: person, words: name })) })}
    ${choiceField({ id: "enter-member-mode", name: "mode", label: t("How they take part"), value: "in_the_room", options: modes() })}
    <p class="form__acts"><button class="button">${t("Enter this member")}</button></p>
  </form>`
}

/**
 * @param {View} view
 * @param {Thing} seat
 */
function presence(view, seat) {
  if (isHere(seat)) {
    return actButton(view, {
      act: "meetings.mark_departure",
      input: { seat: seat.id },
      label: t("Has left"),
      icon: "log-out",
    })
  }
  return html`<form class="form form--row" data-act="meetings.mark_arrival">
    <input type="hidden" name="seat" value=${seat.id} />
    ${choiceField({ id: `arrival-${seat.id}`, name: "mode", label: t("Has arrived"), value: "in_the_room", options: modes() })}
    <button class="button">${t("Mark as here")}</button>
  </form>`
}

/** @param {Thing} seat */
function givingRoles(seat) {
  // What gives the least stands first: nobody is made a facilitator by a careless press.
  const free = ROLES.filter((role) => !seat.roles.includes(role)).reverse()
  if (free.length === 0) return nothing
  return html`<form class="form form--row" data-act="meetings.give_role">
    <input type="hidden" name="seat" value=${seat.id} />
    ${choiceField({ id: `role-${seat.id}`, name: "role", label: t("Role"), options: free.map((role) => ({ value: role, words: roleWord(role) })) })}
    <button class="button">${t("Give this role")}</button>
  </form>`
}

/**
 * @param {View} view
 * @param {Thing} seat
 * @param {string} role
 */
function takingBack(view, seat, role) {
  const label = t("Take back the role: {role}", { role: roleWord(role) })
  return actButton(view, {
    act: "meetings.take_back_role",
    input: { seat: seat.id, role },
    label,
    look: "button--quiet",
  })
}

function modes() {
  return MODES.map((mode) => ({ value: mode, words: modeWord(mode) }))
}
