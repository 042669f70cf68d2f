/**
 * Dates and lists in Basque, written by ourselves: Chrome brings no Basque along and would write `M11 28, Sat`, and where a browser
 * does, Unicode's data leave the endings open.
 */

const MONTHS = [
  "urtarrila",
  "otsaila",
  "martxoa",
  "apirila",
  "maiatza",
  "ekaina",
  "uztaila",
  "abuztua",
  "iraila",
  "urria",
  "azaroa",
  "abendua",
]
const WEEKDAYS = ["igandea", "astelehena", "asteartea", "asteazkena", "osteguna", "ostirala", "larunbata"]

/**
 * `azaroaren 22a, igandea`
 *
 * @param {Date} when
 * @param {string | undefined} zone
 */
export function basqueDay(when, zone) {
  const date = onTheCalendar(when, zone)
  return `${monthAndDay(date)}, ${WEEKDAYS[date.getUTCDay()]}`
}

/**
 * `2026ko martxoaren 31a`; the year takes -eko after bat, bost, hamar and hamabost.
 *
 * @param {Date} when
 * @param {string | undefined} zone
 */
export function basqueDate(when, zone) {
  const date = onTheCalendar(when, zone)
  const year = date.getUTCFullYear()
  return `${year}${[1, 5, 10, 15].includes(year % 20) ? "eko" : "ko"} ${monthAndDay(date)}`
}

/**
 * `Ane, Jon eta Miren`
 *
 * @param {string[]} names
 */
export function basqueList(names) {
  return [names.slice(0, -1).join(", "), ...names.slice(-1)].filter(Boolean).join(" eta ")
}

/** @param {Date} date */
function monthAndDay(date) {
  return `${MONTHS[date.getUTCMonth()]}ren ${date.getUTCDate()}a`
}

/**
 * The day that it is in a zone, as midnight of that day in UTC.
 *
 * @param {Date} when
 * @param {string | undefined} zone
 */
function onTheCalendar(when, zone) {
  // Sweden writes 2026-11-28.
  const written = new Intl.DateTimeFormat("sv", { year: "numeric", month: "2-digit", day: "2-digit", timeZone: zone })
  return new Date(`${written.format(when)}T00:00:00Z`)
}
