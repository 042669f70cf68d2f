import assert from "node:assert/strict"
import { test } from "node:test"
import { Acts } from "../../static/js/room/acts.js"
import { KeptActs } from "../../static/js/room/kept_acts.js"
import { fakeStorage, settled, timers } from "./cast.js"

/** One page with its acts; `line.answer` is what the server says, null for nothing. */
function page(storage = fakeStorage()) {
  const clock = timers()
  const line = { up: true, sent: /** @type {any[]} */ ([]), answer: /** @type {any} */ ({ ok: true, seq: 6 }), time: 0 }
  const answered = /** @type {any[]} */ ([])
  let ids = 0
  const acts = new Acts({
    ask: async (act) => {
      line.sent.push(act)
      return line.answer
    },
    isUp: () => line.up,
    kept: new KeptActs(storage, "meeting/12.57"),
    changed: () => {},
    answered: (act, answer) => answered.push([act.name, answer]),
    reached: async () => {},
    newId: () => `id-${++ids}`,
    now: () => line.time,
    later: clock.later,
    random: () => 0.5,
  })
  return { acts, line, clock, storage, answered }
}

const ARRIVE = "meetings.arrive"
const here = { mode: "in_the_room" }

test("an act without an answer is asked again with the same id", async () => {
  const { acts, line, clock } = page()
  line.answer = null
  const answer = acts.act(ARRIVE, here, { keep: true })
  await settled()
  line.answer = { ok: true, seq: 6 }
  await clock.run()

  assert.deepEqual(await answer, { ok: true, seq: 6 })
  assert.deepEqual(
    line.sent.map(({ id }) => id),
    ["id-1", "id-1"],
  )
})

for (const code of ["kept", "too_fast"]) {
  test(`what was not done yet (${code}) stays on the device and is asked again`, async () => {
    const { acts, line, clock, storage } = page()
    line.answer = { ok: false, error: { code, words: "" } }
    acts.act(ARRIVE, here, { keep: true })
    await settled()
    assert.ok(acts.waiting(ARRIVE, here))
    assert.equal(new KeptActs(storage, "meeting/12.57").all().length, 1)

    line.answer = { ok: true, seq: 6 }
    await clock.run()

    assert.equal(acts.waiting(ARRIVE), undefined)
    assert.equal(new KeptActs(storage, "meeting/12.57").all().length, 0)
  })
}

test("a double click is one act", async () => {
  const { acts, line } = page()

  const answers = await Promise.all([acts.act("meetings.open", {}), acts.act("meetings.open", {})])

  assert.equal(line.sent.length, 1)
  assert.equal(answers[0], answers[1])
})

test("two different answers are two acts", async () => {
  const { acts, line } = page()
  acts.act(ARRIVE, here, { keep: true })
  acts.act(ARRIVE, { mode: "remote" }, { keep: true })

  assert.equal(line.sent.length, 2)
})

test("a personal act waits for the connection, and goes once", async () => {
  const { acts, line } = page()
  line.up = false
  const answer = acts.act(ARRIVE, here, { keep: true })
  await settled()
  assert.equal(line.sent.length, 0)

  line.up = true
  acts.resume()
  acts.resume()
  await answer

  assert.equal(line.sent.length, 1)
})

test("what a facilitator does without a connection is refused at once", async () => {
  const { acts, line, storage, answered } = page()
  line.up = false

  const answer = await acts.act("meetings.open", {})
  line.up = true
  acts.resume()

  assert.equal(answer.error?.code, "offline")
  assert.equal(answered.length, 1)
  assert.equal(line.sent.length, 0)
  assert.equal(storage.length, 0)
})

test("what a facilitator did just before the line broke is asked again, and minutes later it is not", async () => {
  const { acts, line } = page()
  line.answer = null
  const open = acts.act("meetings.open", {})
  await settled()

  line.time = 5000
  acts.resume()
  assert.equal(line.sent.length, 2)
  await settled()

  line.time = 60_000
  acts.resume()
  assert.equal((await open).error?.code, "too_late")
  assert.equal(line.sent.length, 2)
})

test("a personal act survives a reload and is sent once", async () => {
  const before = page()
  before.line.up = false
  before.acts.act(ARRIVE, here, { keep: true })

  const after = page(before.storage)
  after.acts.restore()
  after.acts.resume()
  await settled()
  const later = page(before.storage)
  later.acts.restore()
  later.acts.resume()

  assert.deepEqual(after.line.sent, [{ id: "id-1", name: ARRIVE, input: here }])
  assert.equal(later.line.sent.length, 0)
})

test("a refusal is an answer: it is told, and not asked again", async () => {
  const { acts, line, storage, answered } = page()
  line.answer = { ok: false, error: { code: "meeting_over", words: "The meeting is over." } }

  const answer = await acts.act(ARRIVE, here, { keep: true })
  acts.resume()

  assert.equal(answer.error?.code, "meeting_over")
  assert.deepEqual(answered, [[ARRIVE, answer]])
  assert.equal(line.sent.length, 1)
  assert.equal(storage.length, 0)
})

test("without storage acts live as long as the page", async () => {
  const broken = /** @type {any} */ ({
    getItem: () => assert.fail("storage is switched off"),
    setItem: () => assert.fail("storage is full"),
    removeItem: () => assert.fail("storage is switched off"),
  })
  const { acts } = page(broken)

  acts.restore()

  assert.equal((await acts.act(ARRIVE, here, { keep: true })).ok, true)
})
