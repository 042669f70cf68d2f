import assert from "node:assert/strict"
import { test } from "node:test"
import { inOrder, membersPanel } from "../../static/js/groups/members_panel.js"
import { News } from "../../static/js/groups/news.js"
import { requestsPanel } from "../../static/js/groups/requests_panel.js"
import { useFormat } from "../../static/js/lib/format.js"
import { Objects } from "../../static/js/room/objects.js"
import { rendered } from "./rendered.js"

useFormat({ language: "en", zone: "Europe/Madrid" })

const ANA = { person: 1, name: "Ana Prats", role: "facilitator", last_day: "2026-03-31", has_account: true }
const BO = { person: 2, name: "Bo Etxea", role: "member", last_day: null, has_account: true }
const ASKED = { person: 4, name: "Dee Vidal", words: "<b>I cycle</b>", asked_at: "2026-03-05T17:00:00.000Z" }

/**
 * @param {Record<string, any>} things
 * @param {boolean} [desk]
 * @returns {any}
 */
function view(things, desk = true) {
  return { objects: new Objects(things), me: { desk }, problem: null, isWaiting: () => false }
}

test("members stand with the facilitators first, each with the last day of their role", () => {
  const shown = rendered(membersPanel(view({ "membership/1": BO, "membership/2": ANA }, false)))

  assert.ok(shown.indexOf("Ana Prats") < shown.indexOf("Bo Etxea"))
  assert.match(shown, /Facilitator until March 31, 2026/)
  assert.doesNotMatch(shown, /groups\.change_role/)
})

test("a group whose last facilitator has a last day is warned", () => {
  assert.match(rendered(membersPanel(view({ "membership/1": ANA }))), /nobody facilitates this group/)
  const lasting = { ...ANA, last_day: null }
  assert.doesNotMatch(
    rendered(membersPanel(view({ "membership/1": ANA, "membership/2": lasting }))),
    /nobody facilitates this group/,
  )
})

test("only those who answer are shown who asks to join", () => {
  assert.match(rendered(requestsPanel(view({ "join_request/1": ASKED }))), /Dee Vidal/)
  assert.equal(rendered(requestsPanel(view({ "join_request/1": ASKED }, false))), "")
})

test("members of one role stand in the order of their names", () => {
  const names = inOrder([
    { id: 1, name: "Zoe", role: "member" },
    { id: 2, name: "àngel", role: "member" },
  ]).map(({ name }) => name)

  assert.deepEqual(names, ["àngel", "Zoe"])
})

test("who asked before the page was opened is no news, who asks afterwards is", () => {
  const news = new News()
  assert.deepEqual(news.look(new Objects({ "join_request/1": ASKED })), [])

  const [one, ...others] = news.look(
    new Objects({ "join_request/1": ASKED, "join_request/2": { ...ASKED, name: "Eli" } }),
  )

  assert.equal(one.name, "Eli")
  assert.equal(others.length, 0)
})

test("a change that only the server can show is told", () => {
  const news = new News()
  news.look(new Objects({ "policy/1": { version: 1 } }))
  assert.equal(news.isElsewhere, false)

  news.look(new Objects({ "policy/1": { version: 2 } }))

  assert.equal(news.isElsewhere, true)
})
