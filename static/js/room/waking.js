/**
 * Calls `wake` when the page may have slept: a phone out of a pocket, a page back from history, a network that returned.
 *
 * @param {() => void} wake
 */
export function onWaking(wake) {
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") wake()
  })
  addEventListener("pageshow", (event) => {
    if (event.persisted) wake()
  })
  addEventListener("online", wake)
}
