/**
 * Keeps a group's page right for its members while they look at it. The page came whole from the server and works without this.
 *
 * @import { View } from "../room/view.js"
 */

import { render } from "../../vendor/lit-html.js"
import { useFormat } from "../lib/format.js"
import { pageData } from "../lib/page_data.js"
import { t, useWords } from "../lib/words.js"
import { listenForActs } from "../room/acting.js"
import { Announcer } from "../room/announcer.js"
import { keepFocus } from "../room/keep_focus.js"
import { LiveRoom } from "../room/live_room.js"
import { Painter } from "../room/painter.js"
import { openSocket } from "../room/socket.js"
import { onWaking } from "../room/waking.js"
import { membersPanel } from "./members_panel.js"
import { News } from "./news.js"
import { newsPanel } from "./news_panel.js"
import { requestsPanel } from "./requests_panel.js"

const page = pageData("room")
useWords(pageData("words"))
useFormat(page)

const places = { news: newsPanel, requests: requestsPanel, members: membersPanel }
const news = new News()
const announcer = new Announcer(document.querySelector("[role=status]"))
const painter = new Painter(() => keepFocus(paint))
const room = new LiveRoom(page, openSocket(page.room, page.person), {
  changed: () => painter.ask(),
  happened: () => {},
})
/** @type {Set<Element>} */
const taken = new Set()

listenForActs(document.body, room.acts)
onWaking(() => room.catchUp())
document.addEventListener("toggle", () => painter.ask(), { capture: true })

function paint() {
  const { view } = room
  if (view.objects.isEmpty) return
  for (const { name } of news.look(view.objects)) announcer.say(t("{name} asks to join.", { name }))
  for (const [name, panel] of Object.entries(places)) {
    const place = /** @type {HTMLElement | null} */ (document.querySelector(`[data-live="${name}"]`))
    if (place && takeOver(place)) render(panel(view, news), place)
  }
}

/**
 * What the server sent gives way once nobody is at work in it: what is being typed stays, and what the server says about a form that was
 * sent in vain.
 *
 * @param {HTMLElement} place
 */
function takeOver(place) {
  if (taken.has(place)) return true
  if (place.querySelector("details[open], .notice--refusal, .field--wrong")) return false
  place.replaceChildren()
  taken.add(place)
  return true
}
