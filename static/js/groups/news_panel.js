/**
 * @import { View } from "../room/view.js"
 * @import { News } from "./news.js"
 */

import { html, nothing } from "../../vendor/lit-html.js"
import { icon } from "../lib/icon.js"
import { t } from "../lib/words.js"
import { problemNotice } from "../room/outcome_panels.js"

/**
 * What went wrong, and that there is more to see than this page shows.
 *
 * @param {View} view
 * @param {News} news
 */
export function newsPanel(view, news) {
  return [problemNotice(view), changedNotice(view, news)]
}

/**
 * @param {View} view
 * @param {News} news
 */
function changedNotice({ status, page }, news) {
  const gone = status.kind === "gone"
  if (!gone && !news.isElsewhere) return nothing
  return html`<div class="notice notice--attention">
    ${icon("info")}
    <p class="notice__words">${(gone && status.problem?.words) || t("Something about this group has changed meanwhile.")}</p>
    <p class="notice__acts"><a class="button" href=${page.paths.meeting}>${t("Show it as it is now")}</a></p>
  </div>`
}
