/**
 * What a panel is drawn from. Types only.
 *
 * @import { Entry, Input, Me, Thing } from "./wire.js"
 * @import { Objects } from "./objects.js"
 * @import { Status } from "./connection.js"
 * @import { Problem, Receipt, Undoable } from "./outcomes.js"
 *
 * @typedef {object} PageData  written by the server into the page
 * @property {string} room
 * @property {number | null} seat
 * @property {number | null} person
 * @property {boolean} desk
 * @property {string} language
 * @property {string} zone
 * @property {{ meeting: string, plain: string, qr: string, door: string }} paths
 * @property {{ person: number, name: string }[]} [people]  members that the desk may enter or name as presenters
 *
 * @typedef {object} View
 * @property {Objects} objects
 * @property {Me} me
 * @property {PageData} page
 * @property {Status} status
 * @property {Set<number> | null} online  null: not known yet, or too many to be told
 * @property {Record<string, number>} devices  for the desk: the seats that are followed on more than one device, and on how many
 * @property {Entry[]} recent
 * @property {Problem | null} problem
 * @property {Undoable | null} undo
 * @property {Receipt | null} receipt
 * @property {(act: string, input?: Input) => boolean} isWaiting
 */
export {}
