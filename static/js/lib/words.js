/**
 * Sentences in the reader's language. Code says them in English, whole, with named holes; the page brings the translations.
 *
 * @typedef {{ language?: string, messages: Record<string, string | string[]> }} Catalogue
 * @typedef {Record<string, string | number>} Holes
 */

/** @type {Catalogue} */
let catalogue = { messages: {} }

/** @param {Catalogue | null} words */
export function useWords(words) {
  catalogue = words ?? { messages: {} }
}

/**
 * @param {string} sentence
 * @param {Holes} [holes]
 */
export function t(sentence, holes) {
  const translated = catalogue.messages[sentence]
  return fill(typeof translated === "string" && translated ? translated : sentence, holes)
}

/**
 * All four languages have one form for one and one for every other number.
 *
 * @param {string} singular
 * @param {string} plural
 * @param {number} n
 * @param {Holes} [holes]
 */
export function tn(singular, plural, n, holes) {
  const translated = catalogue.messages[singular]
  const [one, many] = Array.isArray(translated) ? translated : []
  return fill(n === 1 ? one || singular : many || plural, { n, ...holes })
}

/**
 * @param {string} sentence
 * @param {Holes} [holes]
 */
function fill(sentence, holes = {}) {
  return sentence.replace(/\{(\w+)\}/g, (hole, name) => (Object.hasOwn(holes, name) ? String(holes[name]) : hole))
}
