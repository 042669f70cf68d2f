// Socket.IO on Node as it comes: `node --expose-gc server.mjs`.
import { createServer } from "node:http"
import { Server } from "socket.io"

const NAMESPACE = "/room"
const http = createServer()
const room = new Server(http).of(NAMESPACE)

room.on("connection", (socket) => {
  socket.on("tell", ({ number, size }) => room.emit("change", change(number, size)))
  socket.on("settle", (_, answer) => {
    globalThis.gc()
    answer({ ok: true })
  })
})

http.listen(0, "127.0.0.1", () => console.log(`answers at http://127.0.0.1:${http.address().port}`))

// The message of bench/message.py: a frame with `size` bytes of text.
function change(number, size) {
  const message = {
    room: "meeting/1",
    epoch: "5f1c2d3e4a5b6c7d",
    after: number - 1,
    seq: number,
    entries: [],
    changed: { "words/1": { words: "" } },
  }
  const empty = `42${NAMESPACE},${JSON.stringify(["change", message])}`.length
  message.changed["words/1"].words = "x".repeat(Math.max(0, size - empty))
  return message
}
