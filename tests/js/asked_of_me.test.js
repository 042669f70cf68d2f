import assert from "node:assert/strict"
import { test } from "node:test"
import { askedOfMe } from "../../static/js/meetings/asked_of_me.js"
import { meeting, objects, ROSA, seat } from "./cast.js"

const rosa = { person: 57, seat: ROSA, desk: false, member: true }
const agreement = { about: "agenda", state: "asked", no_objection: 0, objections: [] }
const asking = { "meeting/12": meeting({ agenda_state: "asked", agreement: 7 }), "agreement/7": agreement }

const kind = (/** @type {any} */ things, me = rosa) => askedOfMe(objects(things), me).kind

test("who has not arrived, or has left, is asked where they are", () => {
  assert.equal(kind({ [`seat/${ROSA}`]: seat("Rosa", { person: 57, arrived_at: null }) }), "arrive")
  assert.equal(kind({ [`seat/${ROSA}`]: seat("Rosa", { person: 57, left_at: "2026-03-05T17:30:00.000Z" }) }), "arrive")
  assert.equal(kind({}, { ...rosa, person: 99, seat: 99 }), "arrive")
})

test("before it is called and after it is closed a meeting asks nothing", () => {
  assert.equal(kind({ "meeting/12": meeting({ state: "draft" }), [`seat/${ROSA}`]: null }), "nothing")
  assert.equal(kind({ "meeting/12": meeting({ state: "closed" }), [`seat/${ROSA}`]: null }), "nothing")
})

test("who is here is asked about the agenda until they answer", () => {
  assert.equal(kind(asking), "agree")
  assert.equal(kind({ ...asking, "my_reply/7": { reply: "no_objection", words: "" } }), "answered")
})

test("an answer to an earlier question is no answer to this one", () => {
  assert.equal(kind({ ...asking, "my_reply/6": { reply: "no_objection", words: "" } }), "agree")
})

test("a settled question asks nothing", () => {
  assert.equal(kind({ ...asking, "agreement/7": { ...agreement, state: "agreed" } }), "nothing")
})
