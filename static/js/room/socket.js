import { io } from "../../vendor/socket.io-client.js"

/**
 * As the person that the page was opened for: on a shared phone somebody else may act by now, and nothing is sent as another.
 * WebSocket only, as the server speaks. Comes back after 0.2–0.5 s, then within 2 s: at random, so that a hall of phones does not return as one.
 *
 * @param {string} room
 * @param {number | null} person
 */
export function openSocket(room, person) {
  return io("/room", {
    auth: { room, person },
    transports: ["websocket"],
    timeout: 8000,
    reconnectionDelay: 350,
    reconnectionDelayMax: 2000,
    randomizationFactor: 0.43,
  })
}
