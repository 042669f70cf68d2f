// What is announced for each entry that tests/every/test_sentences.py wrote into a file, by its kind.

import { readFileSync } from "node:fs"
import { sentenceFor } from "../../static/js/meetings/announce.js"
import { Objects } from "../../static/js/room/objects.js"

const objects = new Objects({ "agenda_item/3": { title: "The mill" }, "seat/31": { name: "Rosa", roles: [] } })
const entries = JSON.parse(readFileSync(process.argv[2], "utf8"))
const announced = entries.map((entry) => [
  entry.kind,
  sentenceFor({ seq: 1, n: 0, at: "", by: null, ...entry }, objects),
])

process.stdout.write(JSON.stringify(Object.fromEntries(announced)))
