/**
 * At the door: what everyone will read outside, said for the name that is typed and the choice that is made. Without it the choices say it themselves.
 */

import { pageData } from "../lib/page_data.js"
import { useWords } from "../lib/words.js"
import { outside } from "./outside.js"

useWords(pageData("words"))
for (const line of document.querySelectorAll(".outside-name")) follow(/** @type {HTMLElement} */ (line))

/** @param {HTMLElement} line */
function follow(line) {
  const form = line.closest("form")
  const words = line.querySelector(".outside-name__words")
  if (!form || !words) return

  const say = () => {
    words.textContent = outside(new FormData(form))
    line.hidden = words.textContent === ""
  }
  form.addEventListener("input", say)
  say()
}
