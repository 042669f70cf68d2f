/**
 * What the server wrote into the page for scripts: `<script type="application/json" data-for="room">`.
 *
 * @param {string} name
 */
export function pageData(name) {
  const element = document.querySelector(`script[type="application/json"][data-for="${name}"]`)
  return element ? JSON.parse(element.textContent || "null") : null
}
