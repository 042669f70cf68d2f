/** Codes of the wire in the words people read. An unknown code says nothing. */

import { t } from "../lib/words.js"

export const PURPOSES = [
  "check_in",
  "inform",
  "consult",
  "explore",
  "decide",
  "report",
  "review",
  "break",
  "any_other_business",
  "closing",
]
export const ROLES = ["facilitator", "scribe", "timekeeper", "steward", "interpreter"]
export const MODES = ["in_the_room", "remote", "telephone", "through_a_steward"]

/** @param {string} purpose */
export function purposeWord(purpose) {
  return (
    {
      check_in: t("How we arrive"),
      inform: t("To inform"),
      consult: t("To ask for opinions"),
      explore: t("To explore together"),
      decide: t("To decide"),
      report: t("To report back"),
      review: t("To look again at a decision"),
      break: t("Break"),
      any_other_business: t("Any other business"),
      closing: t("How we leave"),
    }[purpose] ?? ""
  )
}

/** @param {string} role */
export function roleWord(role) {
  return (
    {
      facilitator: t("Facilitator"),
      scribe: t("Minute-taker"),
      timekeeper: t("Timekeeper"),
      steward: t("Helper"),
      interpreter: t("Interpreter"),
    }[role] ?? ""
  )
}

/** @param {string | null} mode */
export function modeWord(mode) {
  return (
    {
      in_the_room: t("In the room"),
      remote: t("From elsewhere, on a screen"),
      telephone: t("By telephone"),
      through_a_steward: t("Through a helper"),
    }[mode ?? ""] ?? ""
  )
}

/** @param {string | null} mode */
export function modeIcon(mode) {
  return (
    { in_the_room: "users", remote: "wifi", telephone: "phone", through_a_steward: "handshake" }[mode ?? ""] ?? "user"
  )
}
