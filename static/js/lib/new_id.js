/** A fresh UUID. Not crypto.randomUUID: on plain http://, as in a hall's local network, browsers do not have it. */
export function newId() {
  return uuidFrom(crypto.getRandomValues(new Uint8Array(16)))
}

/** @param {Uint8Array} bytes 16 at random */
export function uuidFrom(bytes) {
  const marked = Array.from(bytes)
  marked[6] = (marked[6] & 0x0f) | 0x40
  marked[8] = (marked[8] & 0x3f) | 0x80
  const hex = marked.map((byte) => byte.toString(16).padStart(2, "0")).join("")
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5")
}
