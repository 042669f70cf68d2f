/**
 * @import { Thing } from "../room/wire.js"
 * @import { View } from "../room/view.js"
 */

import { byName } from "../lib/format.js"

/**
 * The members, whoever has a seat, and whoever presents it already.
 *
 * @param {Pick<View, "objects" | "page">} view
 * @param {Thing} [item]
 * @returns {{ person: number, name: string }[]}
 */
export function possiblePresenters({ objects, page }, item) {
  const known = new Map()
  for (const one of [...(page.people ?? []), ...objects.of("seat"), item?.presenter]) {
    if (one?.person) known.set(one.person, { person: one.person, name: one.name })
  }
  return [...known.values()].sort((a, b) => byName(a.name, b.name))
}
