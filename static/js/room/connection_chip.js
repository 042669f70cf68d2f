/**
 * @import { Status } from "./connection.js"
 * @import { View } from "./view.js"
 */

import { html, nothing } from "../../vendor/lit-html.js"
import { clockTime } from "../lib/format.js"
import { icon } from "../lib/icon.js"
import { t } from "../lib/words.js"

const TOO_MANY_FAILURES = 3

/** @param {View} view */
export function connectionChip({ status }) {
  return html`<span class=${`chip chip--${look(status)}`}>
    <span class="chip__mark"></span><span class="chip__words">${statusWords(status)}</span>
  </span>`
}

/** @param {Status} status */
export function statusWords({ kind, since }) {
  if (kind === "live") return t("live")
  if (kind === "slow") return t("slow")
  if (kind === "connecting") return t("connecting…")
  return since === null ? t("not connected") : t("offline since {time}", { time: clockTime(since) })
}

/** @param {Status} status */
function look({ kind }) {
  if (kind === "live" || kind === "slow") return kind
  return kind === "connecting" ? "slow" : "offline"
}

/**
 * After three attempts that failed, the way that needs no connection.
 *
 * @param {View} view
 */
export function offlineNotice({ status, page }) {
  if (status.failures < TOO_MANY_FAILURES) return nothing
  return html`<div class="notice notice--attention">
    ${icon("wifi-off")}
    <p class="notice__words">
      ${t("This page cannot reach the meeting. It keeps trying. What you see is how things stood when the connection was lost.")}
    </p>
    <p class="notice__acts"><a class="button" href=${page.paths.plain}>${t("Continue without live updates")}</a></p>
  </div>`
}

/** @param {View} view */
export function goneNotice({ status, page }) {
  return html`<div class="notice notice--refusal" role="alert">
    ${icon("triangle-alert")}
    <p class="notice__words">${status.problem?.words || t("This page is no longer connected to the meeting.")}</p>
    <p class="notice__acts"><a class="button" href=${page.paths.meeting}>${t("Go to the meeting’s page")}</a></p>
  </div>`
}
