import assert from "node:assert/strict"
import { afterEach, beforeEach, mock, test } from "node:test"
import { Clock } from "../../static/js/room/clock.js"
import { Connection } from "../../static/js/room/connection.js"
import { holdTimers, settled } from "./cast.js"

beforeEach(holdTimers)
afterEach(() => mock.timers.reset())

const me = { person: 57, seat: 31, desk: false, member: true }
const answer = { ok: true, room: "meeting/12", epoch: "e1", seq: 5, now: "2026-03-05T17:00:00.000Z", me, snapshot: {} }

/** socket.io's side of the line, moved by hand. */
function fakeSocket() {
  /** @type {Record<string, (said?: any) => void>} */
  const listeners = {}
  const engine = { closed: 0, close: () => ++engine.closed }
  return {
    connected: true,
    active: true,
    connects: 0,
    io: { engine },
    reply: /** @type {any} */ (answer),
    on: (/** @type {string} */ event, /** @type {any} */ listener) => {
      listeners[event] = listener
    },
    hears: (/** @type {string} */ event, /** @type {any} */ said = undefined) => listeners[event](said),
    timeout() {
      return { emitWithAck: async () => (this.reply === null ? Promise.reject(new Error("timeout")) : this.reply) }
    },
    connect() {
      this.connects++
    },
    disconnect() {
      this.connected = false
    },
  }
}

/** @param {ReturnType<typeof fakeSocket>} socket */
function connection(socket) {
  const back = /** @type {any[]} */ ([])
  const line = new Connection(socket, new Clock(() => 0), {
    changed: () => {},
    statusChanged: () => {},
    caughtUp: (who) => back.push(who),
    present: () => {},
  })
  return { line, back }
}

test("it is live when it has caught up, and not before", async () => {
  const socket = fakeSocket()
  const { line, back } = connection(socket)
  socket.hears("connect")
  assert.equal(line.status.kind, "connecting")
  await settled()

  assert.equal(line.status.kind, "live")
  assert.deepEqual(back, [me])
})

test("an answer that does not come for three seconds makes it slow", async () => {
  const socket = fakeSocket()
  const { line } = connection(socket)
  socket.hears("connect")
  await settled()

  socket.reply = new Promise(() => {})
  line.ask("act", {})
  mock.timers.tick(2999)
  assert.equal(line.status.kind, "live")
  mock.timers.tick(1)
  assert.equal(line.status.kind, "slow")
})

test("a line that looks open and does not answer is broken off", async () => {
  const socket = fakeSocket()
  connection(socket)
  socket.reply = null
  socket.hears("connect")
  await settled()

  assert.equal(socket.io.engine.closed, 1)
})

test("it remembers since when it is offline, and counts attempts that failed", async () => {
  const socket = fakeSocket()
  const { line } = connection(socket)
  socket.hears("connect")
  await settled()

  socket.hears("disconnect", "transport close")
  const { since } = line.status
  socket.hears("connect_error", { message: "websocket error" })
  socket.hears("connect_error", { message: "websocket error" })

  assert.deepEqual(line.status, { kind: "offline", since, failures: 2, problem: null })
  socket.hears("connect")
  await settled()
  assert.deepEqual(line.status, { kind: "live", since: null, failures: 0, problem: null })
})

test("a server that ends the line without a word is tried again", () => {
  const socket = fakeSocket()
  connection(socket)
  socket.hears("disconnect", "io server disconnect")
  mock.timers.tick(2000)

  assert.equal(socket.connects, 1)
})

test("gone is gone: it does not come back by itself", () => {
  const socket = fakeSocket()
  const { line } = connection(socket)
  const problem = { code: "not_signed_in", words: "Your access was withdrawn." }

  socket.hears("gone", problem)
  socket.hears("disconnect", "io server disconnect")
  mock.timers.tick(10_000)

  assert.equal(line.status.kind, "gone")
  assert.equal(line.status.problem, problem)
  assert.equal(socket.connects, 0)
})

test("who is not let in is gone, and who comes when the server is busy tries again", () => {
  for (const message of ["busy", "too_many_windows"]) {
    const busy = fakeSocket()
    busy.active = false
    connection(busy)
    busy.hears("connect_error", { message })
    mock.timers.tick(2000)
    assert.equal(busy.connects, 1, message)
  }

  const stranger = fakeSocket()
  stranger.active = false
  const { line } = connection(stranger)
  stranger.hears("connect_error", {
    message: "not_found",
    data: { code: "not_found", words: "There is no such meeting." },
  })
  assert.equal(line.status.problem?.words, "There is no such meeting.")
})

test("without a line nobody answers", async () => {
  const socket = fakeSocket()
  socket.connected = false

  assert.equal(await connection(socket).line.ask("act", {}), null)
})

test("who is told to move takes a new line at some moment within that time, and is never called offline", async () => {
  const socket = fakeSocket()
  const { line } = connection(socket)
  socket.hears("connect")
  await settled()

  socket.hears("move", { room: "meeting/12", within: 10 })
  assert.equal(socket.io.engine.closed, 0)
  mock.timers.tick(10_000)
  assert.equal(socket.io.engine.closed, 1)
  socket.hears("disconnect", "forced close")

  assert.equal(line.status.kind, "connecting")
  socket.hears("connect")
  await settled()
  assert.equal(line.status.kind, "live")
})

test("a line that was lost meanwhile is not closed a second time", async () => {
  const socket = fakeSocket()
  const { line } = connection(socket)
  socket.hears("connect")
  await settled()

  socket.hears("move", { room: "meeting/12", within: 10 })
  socket.hears("disconnect", "transport close")
  socket.io.engine = { closed: 0, close: () => ++socket.io.engine.closed }
  socket.hears("connect")
  await settled()
  mock.timers.tick(10_000)

  assert.equal(socket.io.engine.closed, 0, "the new line stays")
  assert.equal(line.status.kind, "live")
})
