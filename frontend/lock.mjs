// Completes package-lock.json. A registry's mirror may lack the builds of a tool for other machines; npm then leaves
// them out and `npm ci` refuses the lock. They are named here, without an integrity, so that the lock holds anywhere.
import { readFileSync, writeFileSync } from "node:fs"

const file = new URL("package-lock.json", import.meta.url)
const lock = JSON.parse(readFileSync(file, "utf8"))

for (const { optionalDependencies = {} } of Object.values(lock.packages)) {
  for (const [name, version] of Object.entries(optionalDependencies)) {
    lock.packages[`node_modules/${name}`] ??= buildFor(name, version)
  }
}
lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => a.localeCompare(b, "en")))
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`)

function buildFor(name, version) {
  const [, os, cpu, libc] = name.match(/(android|darwin|linux|win32)-(\w+)(?:-(\w+))?$/)
  return { version, cpu: [cpu], dev: true, ...(libc && { libc: [libc] }), optional: true, os: [os] }
}
