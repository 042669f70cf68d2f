/** The words for what people do in a group. */

import { t } from "../lib/words.js"

export const ROLES = ["facilitator", "scribe", "member", "observer"]

/** @param {string} role */
export function roleInGroup(role) {
  if (role === "facilitator") return t("Facilitator")
  if (role === "scribe") return t("Minute-taker")
  return role === "observer" ? t("Observer") : t("Member")
}
