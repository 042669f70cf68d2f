import assert from "node:assert/strict"
import { test } from "node:test"
import { newCode } from "../../static/js/lib/new_code.js"
import { facilitating } from "../../static/js/meetings/facilitating.js"
import { outside } from "../../static/js/meetings/outside.js"
import { rememberCodes } from "../../static/js/meetings/way_back.js"
import { objects, ROSA, seat } from "./cast.js"
import { rendered } from "./rendered.js"

const marta = { person: 3, seat: 29, desk: true, member: true }
const page = {
  room: "meeting/12",
  paths: { meeting: "/meetings/12", qr: "/meetings/12/qr", door: "/meetings/12/door" },
}

/** @returns {any} */
const console_ = (/** @type {any} */ things = {}) => ({
  status: { kind: "live", since: null, failures: 0, problem: null },
  page: { ...page, people: [] },
  online: null,
  devices: {},
  recent: [],
  problem: null,
  undo: null,
  receipt: null,
  isWaiting: () => false,
  me: marta,
  objects: objects({
    "invitation/12": { join_code: "7KQ2-M4XD", path: "/join/7KQ2-M4XD", one_by_one: false },
    ...things,
  }),
})

const waits = (/** @type {string} */ name, state = "waiting") => ({
  name,
  state,
  since: "2026-03-05T16:55:00.000Z",
  guest: true,
})
const watched = { "invitation/12": { join_code: "7KQ2-M4XD", path: "/join/7KQ2-M4XD", one_by_one: true } }
const guest = { [`seat/${ROSA}`]: seat("Rosa", { person: 57, guest: true, member: false }) }
const code = { "return_code/4": { seat: ROSA, expires_at: "2026-03-05T17:20:00.000Z" } }

test("nothing of the door is on the console while nobody waits", () => {
  assert.doesNotMatch(rendered(facilitating(console_())), /Waiting to be let in/)
  assert.match(rendered(facilitating(console_(watched))), /Waiting to be let in.*0 people wait/)
})

test("the desk sees who waits, in their order, and lets in those very people", () => {
  const said = rendered(facilitating(console_({ ...watched, "waiting/9": waits("Pau"), "waiting/7": waits("Olga") })))

  assert.match(said, /2 people wait.*Let all of them in.*Olga.*Pau/)
  assert.match(said, /name=waiting value=7,9|name="waiting" value="?7,9/)
})

test("one person who waits needs no button for all", () => {
  const said = rendered(facilitating(console_({ ...watched, "waiting/7": waits("Olga") })))

  assert.match(said, /1 person waits/)
  assert.doesNotMatch(said, /Let all of them in/)
})

test("who was turned away can be let in after all", () => {
  const said = rendered(facilitating(console_({ ...watched, "waiting/7": waits("Olga", "turned_away") })))

  assert.match(said, /0 people wait.*Not let in.*Olga.*Let in after all/)
})

test("a guest can be led back, a member or an account cannot", () => {
  assert.match(rendered(facilitating(console_(guest))), /Came back on another phone/)
  assert.doesNotMatch(rendered(facilitating(console_())), /Came back on another phone/)
})

test("a code is shown by the page that made it, until it is used", () => {
  const body = new EventTarget()
  rememberCodes(body)
  assert.doesNotMatch(rendered(facilitating(console_({ ...guest, ...code }))), /ABCD-EFGH/)

  const done = { name: "meetings.make_return_code", input: { seat: String(ROSA), code: "ABCD-EFGH" } }
  body.dispatchEvent(new CustomEvent("act-done", { detail: done }))

  assert.match(rendered(facilitating(console_({ ...guest, ...code }))), /ABCD-EFGH/)
  assert.doesNotMatch(rendered(facilitating(console_(guest))), /ABCD-EFGH/)
})

test("codes are as the server reads them", () => {
  const codes = new Set(Array.from({ length: 300 }, newCode))

  assert.equal(codes.size, 300)
  for (const one of codes) assert.match(one, /^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/)
})

const typed = (/** @type {Record<string, string>} */ fields) => {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.set(name, value)
  return form
}

test("the door says what everyone will read of this very name", () => {
  assert.match(outside(typed({ name: " Rosa Luz ", public_name: "first_name" })), /“Rosa”/)
  assert.match(outside(typed({ name: "Rosa Luz", public_name: "full" })), /“Rosa Luz”/)
  assert.match(outside(typed({ name: "Rosa Luz", public_name: "role_only" })), /a participant/)
  assert.equal(outside(typed({ name: " ", public_name: "full" })), "")
})

test("a child's name is read by nobody outside, whatever was chosen", () => {
  assert.match(outside(typed({ name: "Lia", public_name: "full", is_child: "true" })), /a participant/)
})
