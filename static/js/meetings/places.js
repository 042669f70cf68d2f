/**
 * Where an agenda item could stand. Pure. A place is named absolutely, so that it means the same after somebody else moved something:
 * of which item it is a part ("" for none), and before which one it comes ("" for the end).
 *
 * @typedef {object} Point
 * @property {number} id
 * @property {number | null} parent
 * @property {boolean} begun
 *
 * @typedef {object} Place
 * @property {string} parent
 * @property {string} before
 * @property {boolean} [opens]  it would be the first part of an item that has none yet
 */

/**
 * Every place that an item could have, in the order of reading. Nothing goes above what has begun.
 *
 * @param {Point[]} agenda in its order, parts after their heading
 * @param {Point} moved
 * @returns {Place[]}
 */
export function placesFor(agenda, moved) {
  const others = agenda.filter((one) => one.id !== moved.id && one.parent !== moved.id)
  const goesUnder = !agenda.some((one) => one.parent === moved.id)
  /** @type {(Place & { after: Point[] })[]} */
  const places = []

  for (const one of others.filter((other) => !other.parent)) {
    const parts = others.filter((other) => other.parent === one.id)
    places.push({ parent: "", before: String(one.id), after: from(others, one) })
    if (!goesUnder || (parts.length === 0 && one.begun)) continue
    for (const part of parts)
      places.push({ parent: String(one.id), before: String(part.id), after: from(others, part) })
    const next = others.slice(others.indexOf(parts.at(-1) ?? one) + 1)
    places.push({ parent: String(one.id), before: "", after: next, ...(parts.length === 0 ? { opens: true } : {}) })
  }
  places.push({ parent: "", before: "", after: [] })
  return places.filter(({ after }) => !after.some((one) => one.begun)).map(({ after, ...place }) => place)
}

/**
 * Where it stands now.
 *
 * @param {Point[]} agenda
 * @param {Point} item
 * @returns {Place}
 */
export function placeOf(agenda, item) {
  const siblings = agenda.filter((one) => one.parent === item.parent)
  const next = siblings[siblings.findIndex((one) => one.id === item.id) + 1]
  return { parent: String(item.parent ?? ""), before: String(next?.id ?? "") }
}

/**
 * One step up or down among its neighbours; null where it cannot go.
 *
 * @param {Point[]} agenda
 * @param {Point} item
 * @param {1 | -1} step
 */
export function neighbouringPlace(agenda, item, step) {
  const places = placesFor(agenda, item).filter(({ parent }) => parent === String(item.parent ?? ""))
  return places[indexOf(places, placeOf(agenda, item)) + step] ?? null
}

/**
 * @param {Place[]} places
 * @param {Place} place
 */
export function indexOf(places, { parent, before }) {
  return places.findIndex((one) => one.parent === parent && one.before === before)
}

/**
 * The place that an arrow key leads to; the same one where there is no other.
 *
 * @param {Place[]} places
 * @param {Place} from
 * @param {"up" | "down" | "in" | "out"} way
 * @returns {Place}
 */
export function placeTowards(places, { parent, before }, way) {
  const at = indexOf(places, { parent, before })
  if (way === "up") return places.slice(0, Math.max(at, 0)).findLast(({ opens }) => !opens) ?? places[at]
  if (way === "down") return places.slice(at + 1).find(({ opens }) => !opens) ?? places[at]
  if (way === "in") return (!parent && places[at - 1]?.parent ? places[at - 1] : undefined) ?? places[at]
  return parent ? (places.slice(at + 1).find((place) => !place.parent) ?? places[at]) : places[at]
}

/**
 * @param {Point[]} others
 * @param {Point} point
 */
function from(others, point) {
  return others.slice(others.indexOf(point))
}
