/*
 * A browser that lacks what the live page is made of is led to the plain page, before it shows a broken one.
 * A classic script in the oldest JavaScript: it must run exactly where nothing else of ours does.
 */
function leadBelowTheFloor() {
  var plain = document.documentElement.getAttribute("data-plain")
  var anyway = window.location.search.indexOf("anyway") >= 0

  if (plain && !anyway && !hasWhatWeUse()) window.location.replace(plain)
}

function hasWhatWeUse() {
  try {
    return (
      "noModule" in document.createElement("script") &&
      "WebSocket" in window &&
      "CSSLayerBlockRule" in window &&
      "hasOwn" in Object &&
      "findLast" in Array.prototype &&
      "ListFormat" in Intl &&
      window.matchMedia("(width >= 1px)").matches
    )
  } catch (_error) {
    return false
  }
}

leadBelowTheFloor()
