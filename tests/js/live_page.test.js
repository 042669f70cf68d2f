import assert from "node:assert/strict"
import { test } from "node:test"
import { facilitating } from "../../static/js/meetings/facilitating.js"
import { foot } from "../../static/js/meetings/page_parts.js"
import { actionBar, takingPart } from "../../static/js/meetings/taking_part.js"
import { item, MARTA, meeting, objects, ROSA, seat } from "./cast.js"
import { rendered } from "./rendered.js"

const live = { kind: "live", since: null, failures: 0, problem: null }
const rosa = { person: 57, seat: ROSA, desk: false, member: true }
const marta = { person: 3, seat: MARTA, desk: true, member: true }
const page = {
  room: "meeting/12",
  paths: { meeting: "/meetings/12", plain: "/meetings/12/plain", qr: "/meetings/12/qr" },
  people: [],
}
const nothingElse = {
  status: live,
  page,
  online: null,
  devices: {},
  recent: [],
  problem: null,
  undo: null,
  receipt: null,
  isWaiting: () => false,
}

/** @returns {any} */
const view = (/** @type {any} */ me, things = {}, rest = {}) => ({
  ...nothingElse,
  me,
  objects: objects(things),
  ...rest,
})

const livePage = (/** @type {any} */ shown) => (shown.me.desk ? facilitating(shown) : takingPart(shown))
const belowThePage = (/** @type {any} */ shown) => foot(shown, shown.me.desk ? undefined : actionBar)

const away = { [`seat/${ROSA}`]: seat("Rosa", { person: 57, arrived_at: null }) }
const asking = {
  "meeting/12": meeting({ agenda_state: "asked", agreement: 7 }),
  "agreement/7": { about: "agenda", state: "asked", no_objection: 1, objections: [] },
}

test("who opens the page can first of all say where they are", () => {
  const said = rendered(livePage(view(rosa, away)))

  assert.match(said, /Where are you\?.*I am in the room.*I take part from elsewhere.*I take part by telephone/)
  assert.doesNotMatch(rendered(belowThePage(view(rosa, away))), /Leave the meeting/)
})

test("who comes is told in which hall, and its space as they call it", () => {
  const hall = { hall: "Nau Gran", names: { ca: "La Fàbrica", en: "The Factory" } }
  const coming = { ...away, "meeting/12": meeting({ state: "convened", place: "Door at the back" }), "booking/4": hall }

  const said = rendered(livePage(view(rosa, coming, { page: { ...page, language: "en" } })))
  assert.match(said, /Nau Gran, The Factory, Door at the back.*Where are you\?.*Nau Gran, The Factory/)
  const inBasque = rendered(livePage(view(rosa, coming, { page: { ...page, language: "eu" } })))
  assert.match(inBasque, /Nau Gran, La Fàbrica/)
})

test("who is here sees what is now, and can leave", () => {
  const now = { "agenda_item/2": item(1, { state: "current", started_at: "2026-03-05T17:04:00.000Z" }) }

  assert.match(rendered(livePage(view(rosa, now))), /2\. School streets.*of 10 minutes.*Nothing is asked of you now\./)
  assert.match(rendered(belowThePage(view(rosa, now))), /Leave the meeting/)
})

test("in a break its reason stands, and which point waits", () => {
  const break_ = {
    "meeting/12": meeting({ state: "paused", pause_reason: "Coffee" }),
    "agenda_item/2": item(1, {
      state: "current",
      started_at: "2026-03-05T17:04:00.000Z",
      presenter: { name: "Marta" },
    }),
  }

  const said = rendered(livePage(view(rosa, break_)))
  assert.match(said, /Coffee.*2\. School streets/)
  assert.doesNotMatch(said.slice(0, said.indexOf("Agenda")), /Marta/)
})

test("that an answer counts is said of its own question only", () => {
  const receipt = { name: "meetings.answer_agreement", input: { agreement: 7 }, at: Date.parse("2026-03-05T17:04:00Z") }
  const askedAgain = {
    "meeting/12": meeting({ agenda_state: "asked", agreement: 8 }),
    "agreement/8": { about: "agenda", state: "asked", no_objection: 0, objections: [] },
  }

  assert.match(rendered(livePage(view(rosa, asking, { receipt }))), /Counted/)
  assert.doesNotMatch(rendered(livePage(view(rosa, askedAgain, { receipt }))), /Counted/)
})

test("everybody here is asked about the agenda, with both answers", () => {
  assert.match(
    rendered(livePage(view(rosa, asking))),
    /Any objection to this agenda\?.*No objection, go ahead.*Wait, I see a problem/,
  )
})

test("only who facilitates has the next step, the code and the forms", () => {
  const code = { "invitation/12": { join_code: "7KQ2-M4XD" } }
  const desk = rendered(livePage(view(marta, code)))
  const room = rendered(livePage(view(rosa, code)))

  for (const words of [/Start 1\. Arriving/, /7KQ2-M4XD/, /Add a point/, /Add a person without a device/]) {
    assert.match(desk, words)
    assert.doesNotMatch(room, words)
  }
})

test("a closed meeting leads to its story and offers no acts", () => {
  const closed = { "meeting/12": meeting({ state: "closed" }) }
  for (const me of [rosa, marta]) {
    const said = rendered([livePage(view(me, closed)), belowThePage(view(me, closed))])

    assert.match(said, /href=\/meetings\/12.*Read what happened/)
    assert.doesNotMatch(said, /data-act/)
  }
})

test("a waiting button is busy and keeps the focus", () => {
  const said = rendered(
    livePage(view(rosa, away, { isWaiting: (/** @type {string} */ act) => act === "meetings.arrive" })),
  )

  assert.match(said, /aria-busy=true aria-disabled=true/)
  assert.doesNotMatch(said, /\?disabled=true| disabled/)
})

test("without a connection a personal act says that it will be sent", () => {
  const waiting = {
    isWaiting: (/** @type {string} */ act) => act === "meetings.leave",
    status: { ...live, kind: "offline", since: 0 },
  }

  assert.match(rendered(belowThePage(view(rosa, {}, waiting))), /Will be sent when you are connected again\./)
})

test("what was refused is an alert, in the words of the refusal", () => {
  const problem = {
    act: { name: "meetings.leave", input: {}, keep: true },
    error: { code: "x", words: "The meeting is over." },
  }

  assert.match(rendered(belowThePage(view(rosa, {}, { problem }))), /role="alert".*Not counted\. The meeting is over\./)
})

test("what was done can be undone while the server says so", () => {
  const entry = { seq: 9, n: 0, at: "", by: { person: 3, seat: MARTA }, kind: "item_started", facts: { item: 2 } }

  const said = rendered(belowThePage(view(marta, {}, { undo: { seq: 9, until: 0 }, recent: [entry] })))

  assert.match(said, /data-act="undo".*name=seq value=9.*Now: School streets.*Undo/)
})

test("a facilitator sees what another one did last, and not their own", () => {
  const entry = { seq: 9, n: 0, at: "", by: { person: 3, seat: MARTA }, kind: "item_started", facts: { item: 2 } }
  const bo = { "seat/40": seat("Bo", { person: 8, roles: ["facilitator"] }) }

  assert.match(
    rendered(livePage(view({ ...marta, person: 8, seat: 40 }, bo, { recent: [entry] }))),
    /Marta: Now: School streets/,
  )
  assert.doesNotMatch(rendered(livePage(view(marta, bo, { recent: [entry] }))), /Marta: Now/)
})

test("after three failed attempts the page offers the way without a connection", () => {
  const lost = (/** @type {number} */ failures) => ({ status: { ...live, kind: "offline", since: 0, failures } })

  assert.doesNotMatch(rendered(livePage(view(rosa, {}, lost(2)))), /Continue without live updates/)
  assert.match(rendered(livePage(view(rosa, {}, lost(3)))), /href=\/meetings\/12\/plain>Continue without live updates/)
})

test("who is no longer let in is told why, with a way on", () => {
  const status = { ...live, kind: "gone", problem: { code: "not_signed_in", words: "Your access was withdrawn." } }

  assert.match(
    rendered(belowThePage(view(rosa, {}, { status }))),
    /role="alert".*Your access was withdrawn\..*Go to the meeting’s page/,
  )
})

test("a field says what is wrong with it, only in the form that was refused", () => {
  const act = { name: "meetings.change_item", input: { item: "2" }, keep: false }
  const problem = { act, error: { code: "invalid", words: "", fields: { title: ["Too long."] } } }

  const said = rendered(livePage(view(marta, {}, { problem })))

  assert.equal(said.match(/Too long\./g)?.length, 1)
  assert.match(said, /id=change-2-title-errors/)
})

test("every state of a meeting has a page in both faces", () => {
  for (const state of ["draft", "convened", "open", "paused", "closed", "cancelled", "something_new"]) {
    for (const me of [rosa, marta]) {
      assert.match(rendered(livePage(view(me, { "meeting/12": meeting({ state }) }))), /class="now__title"/)
    }
  }
})

const suggestion = {
  title: "A night bus",
  purpose: "explore",
  minutes: 15,
  words: "Late shifts",
  person: { person: 57, name: "Rosa" },
  presenter: { person: 57, name: "Rosa" },
  state: "open",
  answer: "",
}

test("who suggested a point can reword it or take it back, and who facilitates takes it in", () => {
  const things = { "suggestion/4": suggestion }

  assert.match(rendered(livePage(view(rosa, things))), /A night bus.*suggested by Rosa.*Take it back.*Suggest a point/)
  assert.match(rendered(livePage(view(marta, things))), /A night bus.*Take it in.*Not this time/)
  assert.doesNotMatch(rendered(livePage(view(marta, things))), /Take it back/)
})

test("a suggestion says what became of it", () => {
  const things = { "suggestion/4": { ...suggestion, state: "declined", answer: "In autumn" } }

  assert.match(rendered(livePage(view(rosa, things))), /What became of the others.*Not taken in: In autumn/)
})

test("before closing, what was not dealt with is offered to be kept", () => {
  const things = {
    "agenda_item/1": item(0, { purpose: "check_in" }),
    "agenda_item/2": item(1, { state: "current", started_at: "2026-03-05T17:04:00.000Z" }),
  }
  const said = rendered(livePage(view(marta, things)))

  assert.match(said, /Keep for the next time what was not dealt with:.*3\. Cargo bike.*Close the meeting/)
  assert.doesNotMatch(said, /name="carry" value=1/)
})

test("everybody sees whether the agenda fits into the meeting", () => {
  assert.match(rendered(livePage(view(rosa))), /30 of 120 minutes; 90 minutes left/)
})

test("parts stand under their item, and a file is where it belongs", () => {
  const things = {
    "agenda_item/3": item(2, { parent: 2, number: "2.1" }),
    "attachment/7": { item: 3, name: "map.pdf", kind: "pdf", size: 1200, person: 3, path: "/meetings/12/files/x" },
  }

  assert.match(rendered(livePage(view(rosa, things))), /School streets.*agenda__parts.*2\.1.*Cargo bike.*map\.pdf/)
})
