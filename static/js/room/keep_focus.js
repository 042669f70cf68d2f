/**
 * Paints, and the focus stays where it was: on the same button when its row moved, and in the same section when the button is gone.
 * Without this the reader would be back at the top of the page.
 *
 * @param {() => void} paint
 */
export function keepFocus(paint) {
  const before = document.activeElement
  const section = before?.closest("[data-rest]")
  paint()

  if (before === document.activeElement) return
  const stays = [before, section, document.querySelector("[data-rest]")].find((element) => element?.isConnected)
  if (stays instanceof HTMLElement) stays.focus({ preventScroll: true })
}
