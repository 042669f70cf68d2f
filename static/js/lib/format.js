/** Times, lengths and lists as the reader's language writes them, in the meeting's time zone. */

import { basqueDate, basqueDay, basqueList } from "./basque.js"
import { tn } from "./words.js"

let language = "en"
/** @type {string | undefined} */
let zone

/** @param {{ language: string, zone?: string }} place */
export function useFormat(place) {
  language = place.language
  zone = place.zone || undefined
}

/** @param {string | number} when */
export function clockTime(when) {
  return new Intl.DateTimeFormat(language, {
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
    timeZone: zone,
  }).format(new Date(when))
}

/** @param {string} when */
export function day(when) {
  if (language === "eu") return basqueDay(new Date(when), zone)
  const parts = { weekday: "long", day: "numeric", month: "long", timeZone: zone }
  return new Intl.DateTimeFormat(language, /** @type {Intl.DateTimeFormatOptions} */ (parts)).format(new Date(when))
}

/**
 * A day that is the same everywhere, such as `2026-03-31`.
 *
 * @param {string} date
 */
export function dayOfYear(date) {
  if (language === "eu") return basqueDate(new Date(date), "UTC")
  return new Intl.DateTimeFormat(language, { dateStyle: "long", timeZone: "UTC" }).format(new Date(date))
}

/** @param {number} minutes */
export function inMinutes(minutes) {
  return tn("{n} minute", "{n} minutes", minutes)
}

/**
 * Digits of a running clock: 3:07, 1:02:07.
 *
 * @param {number} seconds
 */
export function digits(seconds) {
  const whole = Math.max(0, Math.floor(seconds))
  const hours = Math.floor(whole / 3600)
  const minutes = Math.floor((whole % 3600) / 60)
  const rest = String(whole % 60).padStart(2, "0")
  return hours ? `${hours}:${String(minutes).padStart(2, "0")}:${rest}` : `${minutes}:${rest}`
}

/** @param {string[]} names */
export function listOf(names) {
  if (language === "eu") return basqueList(names)
  return new Intl.ListFormat(language, { type: "conjunction" }).format(names)
}

/**
 * Sorts by name as the reader's alphabet does.
 *
 * @param {string} a
 * @param {string} b
 */
export function byName(a, b) {
  return a.localeCompare(b, language, { sensitivity: "base", numeric: true })
}
