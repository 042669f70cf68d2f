/** What of a name everyone reads outside the meeting, said as one sentence. */

import { t } from "../lib/words.js"

/** @param {FormData} typed */
export function outside(typed) {
  const name = String(typed.get("name") ?? "").trim()
  if (typed.has("is_child") || typed.get("public_name") === "role_only")
    return t("Outside this meeting everyone reads “a participant”.")
  if (name === "") return ""
  const shown = typed.get("public_name") === "full" ? name : name.split(" ")[0]
  return t("Outside this meeting everyone reads “{name}”.", { name: shown })
}
