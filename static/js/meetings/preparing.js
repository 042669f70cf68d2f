/**
 * The page on which an agenda is prepared: with scripts, each item has a handle. The page works without.
 *
 * What was moved is sent like a form, and the agenda in the answer takes the place of the old one; what is being typed in it stays.
 *
 * @import { Place } from "./places.js"
 */

import { render } from "../../vendor/lit-html.js"
import { newId } from "../lib/new_id.js"
import { pageData } from "../lib/page_data.js"
import { t, useWords } from "../lib/words.js"
import { handle } from "./handle.js"
import { Sorting } from "./sorting.js"

useWords(pageData("words"))
const status = document.querySelector("[role=status]")

connect(/** @type {HTMLElement} */ (document.querySelector("[data-agenda]")))

/** @param {HTMLElement} agenda */
function connect(agenda) {
  for (const row of agenda.querySelectorAll("[data-item]")) giveHandle(/** @type {HTMLElement} */ (row))
  new Sorting(agenda, { move: (item, place) => move(agenda, item, place), say })
}

/** @param {HTMLElement} row */
function giveHandle(row) {
  const place = document.createElement("span")
  row.querySelector(".agenda__acts")?.prepend(place)
  render(handle(row.dataset.item ?? "", row.dataset.title ?? ""), place)
}

/**
 * @param {HTMLElement} agenda
 * @param {string} item
 * @param {Place} place
 */
function move(agenda, item, { parent, before }) {
  const sent = new FormData()
  const token = /** @type {HTMLInputElement} */ (document.querySelector("[name=csrf_token]")).value
  const inputs = { csrf_token: token, act_id: newId(), form: `move_item-${item}`, item, parent, before }
  for (const [name, value] of Object.entries(inputs)) sent.append(name, value)

  // A document that a request brings is no way in for scripts: they do not run in it.
  const request = new XMLHttpRequest()
  request.open("POST", `${location.pathname.replace(/\/do\/.*/, "")}/do/move_item`)
  request.responseType = "document"
  request.addEventListener("load", () => replace(agenda, request.response, item))
  request.addEventListener("error", () =>
    say(t("You are not connected, so this was not done. Nothing you typed is lost: do it again when you are back.")),
  )
  request.send(sent)
}

/**
 * @param {HTMLElement} agenda
 * @param {Document | null} page
 * @param {string} item
 */
function replace(agenda, page, item) {
  const fresh = /** @type {HTMLElement | null | undefined} */ (page?.querySelector("[data-agenda]"))
  if (!page || !fresh) return location.reload()

  const told = [...page.querySelectorAll("main > .notice, main > form")]
  fresh.querySelector("h2")?.after(...told)
  keepWhatWasTyped(agenda, fresh)
  const hadFocus = agenda.contains(document.activeElement)
  agenda.replaceWith(document.adoptNode(fresh))
  connect(fresh)

  const row = /** @type {HTMLElement | null} */ (fresh.querySelector(`[data-item="${CSS.escape(item)}"]`))
  if (hadFocus) /** @type {HTMLElement | null | undefined} */ (row?.querySelector("[data-handle]"))?.focus()
  const refusal = page.querySelector(".notice--refusal")?.textContent?.trim()
  say(
    refusal ||
      t("“{title}” is point {number} now.", { title: row?.dataset.title ?? "", number: row?.dataset.number ?? "" }),
  )
}

/**
 * @param {HTMLElement} old
 * @param {HTMLElement} fresh
 */
function keepWhatWasTyped(old, fresh) {
  for (const fold of /** @type {NodeListOf<HTMLDetailsElement>} */ (old.querySelectorAll("details[data-keep][open]")))
    fresh.querySelector(`[data-keep="${fold.dataset.keep}"]`)?.setAttribute("open", "")
  const fields = /** @type {NodeListOf<HTMLInputElement>} */ (
    old.querySelectorAll("input[id], select[id], textarea[id]")
  )
  for (const field of fields) {
    const same = /** @type {HTMLInputElement | null} */ (fresh.querySelector(`#${CSS.escape(field.id)}`))
    if (same && isTyped(field)) same.value = field.value
  }
}

/** @param {HTMLInputElement | HTMLSelectElement} field */
function isTyped(field) {
  if (field instanceof HTMLSelectElement) return [...field.options].some((one) => one.selected !== one.defaultSelected)
  return field.value !== field.defaultValue
}

/** @param {string} words */
function say(words) {
  if (status) status.textContent = words
}
