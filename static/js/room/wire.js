/**
 * The shapes that travel between the server and a client, as docs/protocol.md describes them. Types only.
 *
 * @typedef {Record<string, any>} Thing  one object of the room, as the server represents it
 *
 * @typedef {object} Me
 * @property {number | null} person
 * @property {number | null} seat
 * @property {boolean} desk  whether I facilitate
 * @property {boolean} member
 *
 * @typedef {object} Entry
 * @property {number} seq
 * @property {number} n
 * @property {string} at
 * @property {{ person: number | null, seat: number | null } | null} by
 * @property {string} kind
 * @property {Record<string, any>} facts
 *
 * @typedef {object} Message
 * @property {string} room
 * @property {string} epoch
 * @property {number} after
 * @property {number} seq
 * @property {Entry[]} [entries]
 * @property {Record<string, Thing | null>} changed
 *
 * @typedef {{ room: string, epoch: string, seq: number, head: string }} Head
 *
 * @typedef {{ count: number, online?: number[], devices?: Record<string, number> }} Presence  `devices` is for the desk; only the desk
 *   is told `online` in a large room
 *
 * @typedef {{ code: string, words: string, fields?: Record<string, string[]> }} Problem
 *
 * @typedef {object} CatchUpAnswer
 * @property {boolean} ok
 * @property {string} room
 * @property {string} epoch
 * @property {number} seq
 * @property {string} now
 * @property {Me} me
 * @property {Record<string, Thing>} [snapshot]
 * @property {Message[]} [messages]
 * @property {Problem} [error]
 *
 * @typedef {object} Answer  to an act
 * @property {boolean} ok
 * @property {number} [seq]
 * @property {Record<string, number>} [ids]
 * @property {string} [undo_until]
 * @property {Problem} [error]
 *
 * @typedef {Record<string, string | number>} Input
 */
export {}
