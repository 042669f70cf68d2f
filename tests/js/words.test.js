import assert from "node:assert/strict"
import { afterEach, test } from "node:test"
import { t, tn, useWords } from "../../static/js/lib/words.js"

afterEach(() => useWords(null))

const catalan = {
  language: "ca",
  messages: {
    "Now: {title}": "Ara: {title}",
    "{n} person here": ["{n} persona aquí", "{n} persones aquí"],
  },
}

test("a sentence is said in the reader's language with its holes filled", () => {
  useWords(catalan)

  assert.equal(t("Now: {title}", { title: "Bicis" }), "Ara: Bicis")
})

test("a sentence without translation is said in English", () => {
  useWords(catalan)

  assert.equal(t("Leave the meeting"), "Leave the meeting")
  assert.equal(tn("{n} minute", "{n} minutes", 2), "2 minutes")
})

test("one, and every other number", () => {
  useWords(catalan)

  assert.equal(tn("{n} person here", "{n} people here", 1), "1 persona aquí")
  assert.equal(tn("{n} person here", "{n} people here", 0), "0 persones aquí")
  assert.equal(tn("{n} person here", "{n} people here", 1_000_000), "1000000 persones aquí")
})

test("what people wrote is never filled in turn", () => {
  assert.equal(t("Now: {title}", { title: "{title} & <b>" }), "Now: {title} & <b>")
  assert.equal(t("Now: {title}"), "Now: {title}")
  assert.equal(t("Now: {constructor}", {}), "Now: {constructor}")
})
