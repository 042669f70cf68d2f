import { io } from "../../vendor/socket.io-client.js"

/**
 * WebSocket only, as the server speaks. Comes back after 0.2–0.5 s, then within 2 s: at random, so that a hall of phones does not return as one.
 *
 * @param {string} room
 */
export function openSocket(room) {
  return io("/room", {
    auth: { room },
    transports: ["websocket"],
    timeout: 8000,
    reconnectionDelay: 350,
    reconnectionDelayMax: 2000,
    randomizationFactor: 0.43,
  })
}
