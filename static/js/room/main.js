/**
 * Wakes the live page up. Its first screen came from the server and stays until the first snapshot is here.
 *
 * @import { View } from "./view.js"
 */

import { render } from "../../vendor/lit-html.js"
import { useFormat } from "../lib/format.js"
import { pageData } from "../lib/page_data.js"
import { useWords } from "../lib/words.js"
import { announce } from "../meetings/announce.js"
import { foot as footOf } from "../meetings/page_parts.js"
import { actionBar, takingPart } from "../meetings/taking_part.js"
import { listenForActs } from "./acting.js"
import { Announcer } from "./announcer.js"
import { connectionChip } from "./connection_chip.js"
import { keepFocus } from "./keep_focus.js"
import { LiveRoom } from "./live_room.js"
import { Painter } from "./painter.js"
import { openSocket } from "./socket.js"
import { keepTicking, tick } from "./ticking.js"
import { onWaking } from "./waking.js"

const page = pageData("room")
useWords(pageData("words"))
useFormat(page)

const [chip, main, foot] = ["chip", "main", "foot"].map(place)
const status = document.querySelector("[role=status]")
const announcer = new Announcer(status)
const painter = new Painter(() => keepFocus(paint))
const room = new LiveRoom(page, openSocket(page.room, page.person), {
  changed: () => painter.ask(),
  happened: (entries, view) => announce(entries, view, announcer),
})

listenForActs(document.body, room.acts)
keepTicking(document.body, room.clock)
onWaking(() => room.catchUp())

let fromServer = true
/** @type {((view: View) => unknown) | undefined} */
let facilitating

function paint() {
  const { view } = room
  const { desk } = view.me
  render(connectionChip(view), chip)
  render(footOf(view, desk && facilitating ? undefined : actionBar), foot)
  if (view.objects.isEmpty) return
  if (desk && !facilitating) loadDesk()

  if (fromServer) main.replaceChildren()
  fromServer = false
  const face = desk ? facilitating : undefined
  main.className = face ? "console" : "room stack stack--wide"
  render(face ? face(view) : takingPart(view), main)
  tick(document.body, room.clock)
}

async function loadDesk() {
  const [desk] = await Promise.all([import("../meetings/facilitating.js"), page.desk || learnAllWords()])
  if (!facilitating) desk.openDesk(main, room.acts, say)
  facilitating = desk.facilitating
  painter.ask()
}

/** The page brought the sentences of who takes part only. */
async function learnAllWords() {
  const answer = await fetch(`/words/${page.language}`)
  useWords(await answer.json())
}

/**
 * An answer to a key that was just pressed does not wait behind what others did.
 *
 * @param {string} words
 */
function say(words) {
  if (status) status.textContent = words
}

/** @param {string} name */
function place(name) {
  return /** @type {HTMLElement} */ (document.querySelector(`[data-live="${name}"]`))
}
