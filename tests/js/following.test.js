import assert from "node:assert/strict"
import { test } from "node:test"
import { Following } from "../../static/js/room/following.js"
import { settled, timers } from "./cast.js"

const me = { person: 57, seat: 31, desk: false, member: true }

/** @param {number} seq */
function change(seq, epoch = "e1") {
  return {
    room: "meeting/12",
    epoch,
    after: seq - 1,
    seq,
    entries: [],
    changed: { "meeting/12": { title: `after ${seq}` } },
  }
}

/** A server that has a room, and a client that follows it. */
function following() {
  const clock = timers()
  const server = { epoch: "e1", seq: 5, silent: false, asked: /** @type {any[]} */ ([]) }
  const taken = /** @type {number[]} */ ([])
  const client = new Following({
    later: clock.later,
    random: () => 0.5,
    changed: (_room, messages) => taken.push(...messages.map(({ seq }) => seq)),
    ask: async (from) => {
      server.asked.push(from)
      if (server.silent) return null
      const { epoch, seq } = server
      return {
        ok: true,
        room: "meeting/12",
        epoch,
        seq,
        now: "",
        me,
        snapshot: { "meeting/12": { title: `after ${seq}` } },
      }
    },
  })
  return { client, server, clock, taken }
}

test("messages that come while catching up are taken afterwards, once", async () => {
  const { client, taken } = following()
  const catchingUp = client.catchUp()
  client.receive(change(5))
  client.receive(change(6))

  assert.equal(await catchingUp, "caught up")
  assert.equal(client.room.seq, 6)
  assert.deepEqual(taken, [6])
})

test("messages in the wrong order are put right without asking", async () => {
  const { client, server, clock } = following()
  await client.catchUp()

  client.receive(change(7))
  client.receive(change(6))
  await clock.run()

  assert.equal(client.room.seq, 7)
  assert.equal(server.asked.length, 1)
})

test("a hole that stays is asked for once", async () => {
  const { client, server, clock } = following()
  await client.catchUp()
  server.seq = 8
  client.receive(change(7))
  client.receive(change(8))
  assert.equal(server.asked.length, 1)

  await clock.run()

  assert.equal(client.room.seq, 8)
  assert.deepEqual(server.asked[1], { epoch: "e1", after: 5 })
  assert.equal(server.asked.length, 2)
})

test("a restored server is asked for everything", async () => {
  const { client, server } = following()
  await client.catchUp()
  Object.assign(server, { epoch: "e2", seq: 3 })

  client.receive(change(3, "e2"))
  await settled()

  assert.deepEqual(server.asked[1], { epoch: null, after: null })
  assert.deepEqual([client.room.epoch, client.room.seq], ["e2", 3])
})

test("a head that is not ours makes us ask, and one that is ours does not", async () => {
  const { client, server, clock } = following()
  await client.catchUp()
  client.hear({ room: "meeting/12", epoch: "e1", seq: 5, head: "…" })
  await clock.run()
  assert.equal(server.asked.length, 1)

  server.seq = 6
  client.hear({ room: "meeting/12", epoch: "e1", seq: 6, head: "…" })
  await clock.run()

  assert.equal(client.room.seq, 6)
})

test("without an answer what comes is held until the next one", async () => {
  const { client, server } = following()
  server.silent = true
  assert.equal(await client.catchUp(), "unanswered")
  client.receive(change(6))
  assert.equal(client.room.seq, 0)

  server.silent = false
  await client.catchUp()

  assert.equal(client.room.seq, 6)
})
