/**
 * Who asks to join, for those who answer.
 *
 * @import { Thing } from "../room/wire.js"
 * @import { View } from "../room/view.js"
 */

import { html, nothing, repeat } from "../../vendor/lit-html.js"
import { day } from "../lib/format.js"
import { t } from "../lib/words.js"
import { actButton } from "../room/act_button.js"
import { errorsOf, wordsField } from "../room/fields.js"

/** @param {View} view */
export function requestsPanel(view) {
  const requests = view.me.desk ? view.objects.of("join_request") : []
  if (requests.length === 0) return nothing

  return html`<section class="panel" aria-labelledby="requests" data-rest tabindex="-1">
    <h2 id="requests">${t("Who asks to join")}</h2>
    <ul class="stack no-bullets">
      ${repeat(
        requests,
        (request) => request.id,
        (request) => asking(view, request),
      )}
    </ul>
  </section>`
}

/**
 * @param {View} view
 * @param {Thing} request
 */
function asking(view, request) {
  return html`<li class="sheet stack">
    <div>
      <p class="big"><strong>${request.name}</strong></p>
      <p class="quiet">${t("Asked on {day}", { day: day(request.asked_at) })}</p>
    </div>
    ${request.words ? html`<p class="group__words">${request.words}</p>` : nothing}
    ${actButton(view, { act: "groups.admit_asker", input: { request: request.id }, label: t("Take in"), spoken: t("Take in: {name}", { name: request.name }), icon: "user-check", look: "button--main" })}
    <details class="fold">
      <summary class="fold__title">${t("Not now")}</summary>
      <form class="fold__body form" data-act="groups.decline_asker">
        <input type="hidden" name="request" value=${request.id} />
        ${wordsField({
          id: `decline-${request.id}`,
          name: "words",
          label: t("Say why, in a sentence that {name} will read", { name: request.name }),
          errors: errorsOf(view, "groups.decline_asker", { request: request.id }).words,
          required: true,
        })}
        <button class="button">${t("Send this answer")}</button>
      </form>
    </details>
  </li>`
}
