/** What a lit-html template says, as one line of text with its markup, without a browser. */

/**
 * @param {any} part
 * @returns {string}
 */
export function rendered(part) {
  if (part === null || part === undefined || typeof part === "symbol") return ""
  if (Array.isArray(part)) return part.map(rendered).join("")
  if (part._$litDirective$) return repeated(part.values)
  if (!part.strings) return String(part)

  const said = part.strings.map(
    (/** @type {string} */ text, /** @type {number} */ n) => text + rendered(part.values[n]),
  )
  return said.join("").replace(/\s+/g, " ")
}

/** @param {any[]} values what `repeat` was given: the things, their keys, the template of each */
function repeated([things, , template]) {
  return rendered([...things].map(template))
}
