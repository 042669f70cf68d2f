"""Going through a page by keyboard: wherever Tab leads, the focus has to be seen (WCAG 2.4.7, 2.4.11)."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page, expect

FOCUS = """() => {
  const one = document.activeElement
  const shown = one.closest("label") ?? one
  const ring = [one, shown].map((each) => getComputedStyle(each)).some(({ outlineStyle, outlineWidth }) =>
    outlineStyle !== "none" && parseFloat(outlineWidth) >= 2)
  const { left, top, width, height } = shown.getBoundingClientRect()
  const hit = document.elementFromPoint(left + Math.min(width / 2, 40), top + height / 2)
  return {
    words: (one.labels?.[0] ?? one).textContent.trim().replace(/\\s+/g, " "),
    seen: ring && hit !== null && (shown.contains(hit) || hit.contains(shown)),
    nowhere: one === document.body || one.matches("[data-rest]"),  // where the focus rests when its button is gone
  }
}"""


def focused(page: Page) -> dict[str, Any]:
    """What has the focus: its words, whether it is seen, and whether it is nowhere."""
    return page.evaluate(FOCUS)


def tab(page: Page) -> str:
    """Go on once with Tab: the words of what has the focus then, which is seen."""
    page.keyboard.press("Tab")
    focus = focused(page)
    assert focus["nowhere"] or focus["seen"], f"the focus cannot be seen on: {focus['words']}"
    return focus["words"]


def tab_to(page: Page, words: str) -> None:
    """Go on with Tab until what says this has the focus."""
    expect(page.get_by_text(words).first).to_be_attached()
    for _ in range(60):
        if tab(page).startswith(words):
            return
    raise AssertionError(f"no way by keyboard to: {words}")


def press(page: Page, words: str, key: str = "Enter") -> None:
    tab_to(page, words)
    page.keyboard.press(key)


def type_into(page: Page, label: str, words: str) -> None:
    tab_to(page, label)
    page.keyboard.type(words)
