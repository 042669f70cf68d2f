/** A code as people type it, `7KQ2-M4XD`: the alphabet and the length of deliberate/meetings/joining.py. */

const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

export function newCode() {
  const letters = [...crypto.getRandomValues(new Uint8Array(8))].map((random) => ALPHABET[random % ALPHABET.length])
  return `${letters.slice(0, 4).join("")}-${letters.slice(4).join("")}`
}
