import assert from "node:assert/strict"
import { test } from "node:test"
import { presenceOf } from "../../static/js/meetings/people_panel.js"
import { LiveRoom } from "../../static/js/room/live_room.js"
import { ROSA, seat } from "./cast.js"

const elsewhere = { id: ROSA, ...seat("Rosa", { mode: "remote" }) }

/** A room, and what its server says. */
function liveRoom() {
  /** @type {Record<string, (said: any) => void>} */
  const listeners = {}
  const socket = {
    connected: false,
    on: (/** @type {string} */ event, /** @type {any} */ listener) => (listeners[event] = listener),
  }
  const page = /** @type {any} */ ({ room: "meeting/12", person: 3, seat: 29, desk: false })
  const room = new LiveRoom(page, socket, { changed: () => {}, happened: () => {} })
  return { room, says: (/** @type {string} */ event, /** @type {any} */ said) => listeners[event](said) }
}

test("who takes part from elsewhere is away while nobody is online on their seat", () => {
  const { room, says } = liveRoom()
  says("presence", { count: 1, online: [29] })
  assert.equal(presenceOf(room.view, elsewhere), "away")

  says("presence", { count: 2, online: [29, ROSA] })
  assert.equal(presenceOf(room.view, elsewhere), "here")
})

test("when too many are online to be told who, nobody is called away", () => {
  const { room, says } = liveRoom()
  says("presence", { count: 200, online: [29] })

  says("presence", { count: 201 })

  assert.equal(presenceOf(room.view, elsewhere), "here")
})
