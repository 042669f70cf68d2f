/**
 * What is wrong with the page in front of us, for an eye and for a thumb. Sweeps evaluate it in the browser: `look(page's language, …)`.
 *
 * @typedef {{ language: string, english: Record<string, string>, foreign: string[] }} Expected
 *   english: sentence → its translation, where they differ · foreign: words of people, written in English
 */

const TARGET = 44
const INLINE_TARGET = 24
const SMALLEST_TEXT = 16
const PRESSED = "a[href], button, summary, input:not([type=hidden]), select, textarea"

/** @param {Expected} expected */
export function look(expected) {
  return [...wide(), ...clipped(), ...covered(), ...small(), ...tiny(), ...wordlessIcons(), ...untranslated(expected)]
}

/** What reaches over the edge of the screen. */
export function wide() {
  const width = document.documentElement.clientWidth
  if (document.documentElement.scrollWidth <= width) return []
  const over = elements("body *").filter((one) => one.getBoundingClientRect().right > width + 1)
  return over.slice(0, 3).map((one) => `wider than the screen: ${named(one)}`)
}

function clipped() {
  return elements("body *")
    .filter((one) => one.textContent?.trim() && !isHidden(one) && one.scrollWidth > one.clientWidth + 1)
    .filter((one) => /hidden|clip/.test(getComputedStyle(one).overflowX))
    .map((one) => `cut off: ${named(one)}`)
}

/** What cannot be pressed because something else lies on it. */
function covered() {
  return pressed().flatMap((one) => {
    one.scrollIntoView({ block: "center" })
    const { left, top, width, height } = one.getBoundingClientRect()
    const hit = document.elementFromPoint(left + width / 2, top + height / 2)
    const mine = !hit || hit.contains(one) || one.contains(hit) || labelOf(one)?.contains(hit)
    return mine && hit ? [] : [`covered by ${hit ? named(hit) : "nothing that can be seen"}: ${named(one)}`]
  })
}

function small() {
  return pressed().flatMap((one) => {
    const { width, height } = (labelOf(one) ?? one).getBoundingClientRect()
    const least = getComputedStyle(one).display === "inline" ? INLINE_TARGET : TARGET
    const enough = height >= least - 0.5 && (width >= least - 0.5 || least === INLINE_TARGET)
    return enough ? [] : [`${Math.round(width)} × ${Math.round(height)} to press: ${named(one)}`]
  })
}

function tiny() {
  return texts()
    .filter(({ parent }) => Number.parseFloat(getComputedStyle(parent).fontSize) < SMALLEST_TEXT)
    .map(({ words }) => `letters too small: ${words}`)
}

function wordlessIcons() {
  return elements("svg.icon")
    .filter((one) => !isHidden(one) && !one.closest("a, button, p, div, li, summary, span")?.textContent?.trim())
    .map((one) => `an icon without a word: ${named(/** @type {Element} */ (one.parentElement))}`)
}

/** @param {Expected} expected */
function untranslated({ language, english, foreign }) {
  if (language === "en") return []
  const told = [...texts(), ...spokenOnly()].filter(({ parent }) => languageOf(parent) === language)
  return [
    ...told.filter(({ words }) => Object.hasOwn(english, words)).map(({ words }) => `not translated: ${words}`),
    ...told
      // What is held about somebody is repeated as it was typed; in which language is not kept.
      .filter(({ words, parent }) => !parent.closest(".held") && foreign.includes(words.replace(/^\d+\. /, "")))
      .map(({ words }) => `English without saying so: ${words}`),
  ]
}

// -- what is there -----------------------------------------------------------------------------------------------------

function pressed() {
  return elements(PRESSED).filter((one) => !isHidden(one) && !one.matches(".skip") && !one.closest("[disabled]"))
}

function texts() {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  /** @type {{ words: string, parent: Element }[]} */
  const found = []
  while (walker.nextNode()) {
    const words = walker.currentNode.textContent?.trim().replace(/\s+/g, " ")
    const parent = walker.currentNode.parentElement
    if (words && parent && !/^(SCRIPT|STYLE)$/.test(parent.tagName)) found.push({ words, parent })
  }
  return found
}

/** Words that only a screen reader says, or that show when a pointer rests. */
function spokenOnly() {
  return ["aria-label", "title", "alt", "placeholder"].flatMap((name) =>
    elements(`body [${name}]`).map((parent) => ({ words: parent.getAttribute(name) ?? "", parent })),
  )
}

/** @param {string} selector */
function elements(selector) {
  return [...document.querySelectorAll(selector)]
}

/** @param {Element} one */
function isHidden(one) {
  return one.closest(".visually-hidden") !== null || !one.checkVisibility({ checkVisibilityCSS: true })
}

/** @param {Element} one */
function labelOf(one) {
  return one.matches("[type=radio], [type=checkbox]") ? one.closest("label") : null
}

/** @param {Element} one */
function languageOf(one) {
  return one.closest("[lang]")?.getAttribute("lang")
}

/** @param {Element} one */
function named(one) {
  const words = one.textContent?.trim().replace(/\s+/g, " ").slice(0, 60)
  return `<${one.tagName.toLowerCase()} class="${one.getAttribute("class") ?? ""}"> ${words}`
}
