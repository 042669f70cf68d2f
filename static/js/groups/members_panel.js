/**
 * Who is in the group, facilitators first.
 *
 * @import { Thing } from "../room/wire.js"
 * @import { View } from "../room/view.js"
 */

import { html, nothing, repeat } from "../../vendor/lit-html.js"
import { byName, dayOfYear } from "../lib/format.js"
import { t, tn } from "../lib/words.js"
import { actButton } from "../room/act_button.js"
import { choiceField, errorsOf, textField } from "../room/fields.js"
import { ROLES, roleInGroup } from "./terms.js"

/** @param {View} view */
export function membersPanel(view) {
  const members = inOrder(view.objects.of("membership"))
  return html`<p class="quiet">${tn("{n} person", "{n} people", members.length)}</p>
    ${ending(members)}
    <ul class="stack no-bullets">
      ${repeat(
        members,
        (member) => member.id,
        (member) => html`<li>
          <p><strong>${member.name}</strong></p>
          ${roleLine(member)} ${view.me.desk ? changing(view, member) : nothing}
        </li>`,
      )}
    </ul>`
}

/** @param {Thing[]} members */
export function inOrder(members) {
  return [...members].sort((a, b) => ROLES.indexOf(a.role) - ROLES.indexOf(b.role) || byName(a.name, b.name))
}

/**
 * When every facilitator's time has an end, and none has been found for afterwards.
 *
 * @param {Thing[]} members
 */
function ending(members) {
  const days = members.filter(({ role }) => role === "facilitator").map(({ last_day }) => last_day)
  if (days.length === 0 || days.includes(null)) return nothing
  const day = dayOfYear([...days].sort().at(-1))
  return html`<div class="notice notice--attention">
    <p class="notice__words">${t("After {day} nobody facilitates this group. Please ask somebody to in time.", { day })}</p>
  </div>`
}

/** @param {Thing} member */
function roleLine({ role, last_day }) {
  if (last_day)
    return html`<p class="quiet">${t("{role} until {day}", { role: roleInGroup(role), day: dayOfYear(last_day) })}</p>`
  return role === "member" ? nothing : html`<p class="quiet">${roleInGroup(role)}</p>`
}

/**
 * @param {View} view
 * @param {Thing} member
 */
function changing(view, member) {
  const membership = { membership: member.id }
  const errors = errorsOf(view, "groups.change_role", membership)
  return html`<details class="fold">
    <summary class="fold__title">
      <span aria-hidden="true">${t("Change")}</span><span class="visually-hidden">${t("Change: {what}", { what: member.name })}</span>
    </summary>
    <div class="fold__body stack">
      <form class="form" data-act="groups.change_role">
        <input type="hidden" name="membership" value=${member.id} />
        ${choiceField({ id: `role-${member.id}`, name: "role", label: t("Role"), value: member.role, errors: errors.role, options: ROLES.map((value) => ({ value, words: roleInGroup(value) })) })}
        ${textField({ id: `last-day-${member.id}`, name: "last_day", label: t("Last day, if it has one"), type: "date", value: member.last_day ?? "", errors: errors.last_day })}
        <button class="button">${t("Save")}</button>
      </form>
      ${actButton(view, { act: "groups.end_membership", input: membership, label: t("End the membership"), look: "button--serious" })}
    </div>
  </details>`
}
