/**
 * At the door: what everyone will read outside, said for the name that is typed and the choice that is made. Without it the choices say it themselves.
 */

import { pageData } from "../lib/page_data.js"
import { t, useWords } from "../lib/words.js"

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

/** @param {FormData} typed */
export function outside(typed) {
  const name = String(typed.get("name") ?? "").trim()
  if (typed.has("is_child") || typed.get("public_name") === "role_only")
    return t("Outside this meeting everyone reads “a participant”.")
  if (name === "") return ""
  const shown = typed.get("public_name") === "full" ? name : name.split(" ")[0]
  return t("Outside this meeting everyone reads “{name}”.", { name: shown })
}
