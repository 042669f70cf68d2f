// "The snapshot before + the act's message = the snapshot after", for the cases that tests/every/test_oracle.py wrote into a file (T-01).

import assert from "node:assert/strict"
import { readFileSync } from "node:fs"
import { apply, fromSnapshot } from "../../static/js/room/state.js"

const cases = JSON.parse(readFileSync(process.argv[2], "utf8"))

for (const { name, before, message, after } of cases) {
  const { room, outcome } = apply(fromSnapshot(before), message)

  assert.equal(outcome, "applied", name)
  assert.deepEqual(JSON.parse(JSON.stringify(room)), JSON.parse(JSON.stringify(fromSnapshot(after))), name)
  assert.equal(apply(room, message).outcome, "old", `${name}, told twice`)
}

process.stdout.write(`${cases.length} cases\n`)
