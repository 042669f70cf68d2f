/** Waits at the door for this person: goes on by itself when they are let in, turned away, or the meeting is over. */

// At random, so that a hall of waiting phones does not ask as one; slower for who was turned away.
const ASK_AFTER = 2500
const ASK_SELDOM = 30_000

const element = /** @type {HTMLElement} */ (document.querySelector('[data-module="meetings/waiting_at_door"]'))
const { ask = "", state = "" } = element.dataset
for (const words of document.querySelectorAll('[data-live="by-itself"]')) words.removeAttribute("hidden")
askLater()

function askLater() {
  const pause = state === "waiting" && !document.hidden ? ASK_AFTER : ASK_SELDOM
  setTimeout(look, pause * (0.8 + 0.4 * Math.random()))
}
document.addEventListener("visibilitychange", () => !document.hidden && look())

async function look() {
  const now = await stateNow()
  if (now === null || now === state) askLater()
  else location.reload()
}

/** What became of this person; null when nobody answered. */
async function stateNow() {
  try {
    const answer = await fetch(ask, { headers: { accept: "application/json" } })
    if (answer.status >= 500) return null
    return answer.ok ? (await answer.json()).state : "gone"
  } catch {
    return null
  }
}
