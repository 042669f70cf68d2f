import assert from "node:assert/strict"
import { test } from "node:test"
import { apply, caughtUp, emptyRoom, fromSnapshot } from "../../static/js/room/state.js"

const snapshot = {
  "seat/31": { name: "Rosa" },
  "agenda_item/3": { title: "Cargo bike" },
  "agenda_item/12": { title: "Closing" },
}
const room = fromSnapshot({ room: "meeting/12", epoch: "e1", seq: 5, snapshot })

const message = (/** @type {any} */ changes) => ({
  room: "meeting/12",
  epoch: "e1",
  after: 5,
  seq: 6,
  changed: {},
  ...changes,
})

test("the snapshot before and a message are the snapshot after", () => {
  const changed = { "seat/31": { name: "Rosa M." }, "agenda_item/3": null, "seat/40": { name: "Bo" } }

  const after = apply(room, message({ changed }))

  assert.equal(after.outcome, "applied")
  assert.equal(after.room.seq, 6)
  assert.deepEqual(JSON.parse(JSON.stringify(after.room.objects)), {
    "seat/31": { name: "Rosa M." },
    "agenda_item/12": { title: "Closing" },
    "seat/40": { name: "Bo" },
  })
})

test("the room before is not touched by what comes after", () => {
  apply(room, message({ changed: { "seat/31": null } }))

  assert.equal(room.objects.get("seat/31")?.name, "Rosa")
})

test("a message that came before is ignored", () => {
  const again = apply(room, message({ after: 4, seq: 5, changed: { "seat/31": null } }))

  assert.equal(again.outcome, "old")
  assert.equal(again.room, room)
})

test("a message of several acts, of which some are known, is applied", () => {
  const { room: after, outcome } = apply(
    room,
    message({ after: 3, seq: 7, changed: { "seat/31": { mode: "remote" } } }),
  )

  assert.equal(outcome, "applied")
  assert.equal(after.seq, 7)
  assert.equal(after.objects.get("seat/31")?.mode, "remote")
})

test("a message after a hole waits", () => {
  assert.deepEqual(apply(room, message({ after: 6, seq: 7 })), { room, outcome: "gap" })
})

test("a message of a restored room is another epoch's", () => {
  assert.deepEqual(apply(room, message({ epoch: "e2", after: 5, seq: 6 })), { room, outcome: "epoch" })
  assert.equal(apply(emptyRoom(), message({})).outcome, "epoch")
})

test("objects nobody here knows are kept and harm nothing", () => {
  const { room: after } = apply(room, message({ changed: { "hologram/1": { shine: 3 } }, novelty: true }))

  assert.deepEqual(after.objects.of("hologram"), [{ id: 1, shine: 3 }])
  assert.equal(after.objects.of("seat").length, 1)
})

test("things of a kind come in the order of their ids, each with its id", () => {
  assert.deepEqual(
    room.objects.of("agenda_item").map(({ id }) => id),
    [3, 12],
  )
  assert.equal(room.objects.get("seat/31")?.id, 31)
  assert.equal(room.objects.get("seat/99"), undefined)
})

test("catching up takes messages from where we are, or a whole snapshot", () => {
  const answer = {
    ok: true,
    room: "meeting/12",
    epoch: "e1",
    seq: 7,
    now: "",
    me: { person: 1, seat: 1, desk: false, member: true },
  }
  const messages = [
    message({ changed: { "seat/31": null } }),
    message({ after: 6, seq: 7, changed: { "seat/8": { name: "Bo" } } }),
  ]

  assert.equal(caughtUp(room, { ...answer, messages }).objects.get("seat/8")?.name, "Bo")
  assert.deepEqual(
    caughtUp(room, { ...answer, epoch: "e2", snapshot: {} }),
    fromSnapshot({ ...answer, epoch: "e2", snapshot: {} }),
  )
})
