/**
 * The live page of who facilitates: the next step, the agenda and the people side by side. Loaded only when it is needed.
 *
 * @import { Acts } from "../room/acts.js"
 * @import { View } from "../room/view.js"
 * @import { Place } from "./places.js"
 */

import { html, nothing } from "../../vendor/lit-html.js"
import { offlineNotice } from "../room/connection_chip.js"
import { problemNotice } from "../room/outcome_panels.js"
import { addItem, itemActs } from "./agenda_desk.js"
import { agendaList } from "./agenda_panel.js"
import { askedPanel } from "./asked_panel.js"
import { anyTimePanel, nextStepPanel, othersLastAct } from "./desk_panel.js"
import { doorPanel } from "./door_desk.js"
import { expectedPanel } from "./expected_panel.js"
import { invitationPanel } from "./invitation_panel.js"
import { whoLeavesEarly } from "./leaving.js"
import { nowPanel } from "./now_panel.js"
import { agendaHead, hasEnded, peopleHead, storyLink } from "./page_parts.js"
import { addPerson, seatActs } from "./people_desk.js"
import { peopleList } from "./people_panel.js"
import { Sorting } from "./sorting.js"
import { suggestionsPanel } from "./suggestions_panel.js"
import { timeBar } from "./time_bar.js"
import { rememberCodes } from "./way_back.js"

/** @param {View} view */
export function facilitating(view) {
  return html`
    <div class="console__now stack stack--wide">
      ${offlineNotice(view)} ${problemNotice(view)}
      ${nowPanel(view, hasEnded(view) ? storyLink(view) : nextStepPanel(view))} ${othersLastAct(view)}
      ${hasEnded(view) ? nothing : askedPanel(view)} ${anyTimePanel(view)}
    </div>
    <div class="console__agenda stack stack--wide">
      <section class="panel stack">
        ${agendaHead(view)} ${timeBar(view)} ${agendaList(view, (item) => itemActs(view, item))} ${addItem(view)}
      </section>
      ${suggestionsPanel(view)}
    </div>
    <div class="console__people stack stack--wide">
      ${hasEnded(view) ? nothing : doorPanel(view)}
      <section class="panel stack">
        ${peopleHead(view)} ${peopleList(view, (seat) => seatActs(view, seat))} ${addPerson(view)}
      </section>
      ${hasEnded(view) ? nothing : html`${whoLeavesEarly(view)} ${expectedPanel(view)} ${invitationPanel(view)}`}
    </div>
  `
}

/**
 * Lets items be taken elsewhere by their handles, and remembers the codes that are made here.
 *
 * @param {HTMLElement} main
 * @param {Acts} acts
 * @param {(words: string) => void} say
 */
export function openDesk(main, acts, say) {
  new Sorting(main, { move: (item, place) => acts.act("meetings.move_item", { item, ...placed(place) }), say })
  rememberCodes(document.body)
}

/** @param {Place} place */
function placed({ parent, before }) {
  return { parent, before }
}
