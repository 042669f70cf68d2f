/**
 * @import { Acts } from "./acts.js"
 * @import { Input } from "./wire.js"
 */

const DOUBLE_CLICK = 600

/**
 * Sends each `<form data-act="…">` below `root` as an act. `data-keep` marks a personal act, kept until it is answered.
 * What was typed stays in the form until the act is done; then the form says so (`act-done`), and folds itself away if it has `data-folds`.
 *
 * @param {HTMLElement} root
 * @param {Acts} acts
 */
export function listenForActs(root, acts) {
  /** @type {WeakMap<HTMLFormElement, number>} */
  const pressed = new WeakMap()

  root.addEventListener("submit", async (event) => {
    const form = /** @type {HTMLFormElement} */ (event.target)
    const { act } = form.dataset
    if (!act) return
    event.preventDefault()

    // The button may already say the next step when the second click of a double click arrives.
    const again = event.timeStamp - (pressed.get(form) ?? Number.NEGATIVE_INFINITY) < DOUBLE_CLICK
    if (again) return
    pressed.set(form, event.timeStamp)

    const input = inputOf(form)
    const answer = await acts.act(act, input, { keep: "keep" in form.dataset })
    if (!answer.ok) return
    form.dispatchEvent(new CustomEvent("act-done", { bubbles: true, detail: { name: act, input } }))
    form.reset()
    if ("folds" in form.dataset) foldAway(form)
  })
}

/**
 * The focus goes to what opens it again; it would be lost with the form.
 *
 * @param {HTMLFormElement} form
 */
function foldAway(form) {
  const fold = form.closest("details")
  if (fold?.contains(document.activeElement)) fold.querySelector("summary")?.focus()
  fold?.removeAttribute("open")
}

/**
 * What the form says; of several ticked boxes with one name, the values with commas between.
 *
 * @param {HTMLFormElement} form
 * @returns {Input}
 */
function inputOf(form) {
  const sent = new FormData(form)
  return Object.fromEntries([...new Set(sent.keys())].map((name) => [name, sent.getAll(name).map(String).join(",")]))
}
