/** @import { View } from "../room/view.js" */

import { html, nothing } from "../../vendor/lit-html.js"
import { icon } from "../lib/icon.js"
import { t } from "../lib/words.js"
import { actButton } from "../room/act_button.js"
import { howPeopleComeIn } from "./door_desk.js"

/**
 * How people get in: the code to say aloud, and the one to point a phone at.
 *
 * @param {View} view
 */
export function invitationPanel(view) {
  const invitation = view.objects.of("invitation")[0]
  if (!invitation?.join_code) return nothing

  return html`<section class="panel stack">
    <h2 class="panel__title">${t("Join code")}</h2>
    <p class="code code--small">${invitation.join_code}</p>
    <p class="address">${t("People write it at {address}", { address: `${globalThis.location?.host ?? ""}/join` })}</p>
    <p><a class="button" href=${view.page.paths.qr} target="_blank" rel="noopener">${icon("qr-code")} ${t("Show the code for phones")}</a></p>
    ${howPeopleComeIn(view)}
    ${actButton(view, { act: "meetings.renew_code", label: t("Make a new code"), icon: "refresh-cw", look: "button--quiet" })}
  </section>`
}
