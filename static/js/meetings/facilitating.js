/**
 * The live page of who facilitates: the next step, the agenda and the people side by side. Loaded only when it is needed.
 *
 * @import { View } from "../room/view.js"
 */

import { html, nothing } from "../../vendor/lit-html.js"
import { offlineNotice } from "../room/connection_chip.js"
import { problemNotice } from "../room/outcome_panels.js"
import { addItem, itemActs } from "./agenda_desk.js"
import { agendaList } from "./agenda_panel.js"
import { askedPanel } from "./asked_panel.js"
import { anyTimePanel, nextStepPanel, othersLastAct } from "./desk_panel.js"
import { expectedPanel } from "./expected_panel.js"
import { invitationPanel } from "./invitation_panel.js"
import { whoLeavesEarly } from "./leaving.js"
import { nowPanel } from "./now_panel.js"
import { agendaHead, hasEnded, peopleHead, storyLink } from "./page_parts.js"
import { addPerson, seatActs } from "./people_desk.js"
import { peopleList } from "./people_panel.js"

/** @param {View} view */
export function facilitating(view) {
  return html`
    <div class="console__now stack stack--wide">
      ${offlineNotice(view)} ${problemNotice(view)}
      ${nowPanel(view, hasEnded(view) ? storyLink(view) : nextStepPanel(view))} ${othersLastAct(view)}
      ${hasEnded(view) ? nothing : askedPanel(view)} ${anyTimePanel(view)}
    </div>
    <section class="console__agenda panel stack">
      ${agendaHead(view)} ${agendaList(view, (item) => itemActs(view, item))} ${addItem(view)}
    </section>
    <div class="console__people stack stack--wide">
      <section class="panel stack">
        ${peopleHead(view)} ${peopleList(view, (seat) => seatActs(view, seat))} ${addPerson(view)}
      </section>
      ${hasEnded(view) ? nothing : html`${whoLeavesEarly(view)} ${expectedPanel(view)} ${invitationPanel(view)}`}
    </div>
  `
}
