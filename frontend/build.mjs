// Makes static/vendor/ from packages: one minified ES module for each entry below, its types, licences and a manifest.
// `node build.mjs --check` makes it elsewhere and fails unless it is, byte for byte, what is committed.
import { createHash } from "node:crypto"
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { gzipSync } from "node:zlib"
import { build } from "esbuild"

const here = fileURLToPath(new URL(".", import.meta.url))
const vendor = join(here, "../static/vendor")

const entries = {
  // lit-html's build for Node is the browser's plus one question whether there is a document: our tests import it too.
  "lit-html": { platform: "neutral", conditions: ["node"] },
  "socket.io-client": { platform: "browser", plugins: [webSocketOnly()] },
}

if (process.argv.includes("--check")) await check()
else await make(vendor)

async function make(folder) {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })

  const bundles = []
  for (const [name, options] of Object.entries(entries)) bundles.push(await bundle(folder, name, options))

  const packages = [...new Set(bundles.flatMap((made) => made.packages))].sort()
  writeFileSync(join(folder, "manifest.json"), `${JSON.stringify(bundles.map(described), null, 2)}\n`)
  writeFileSync(join(folder, "LICENSES.txt"), packages.map(licence).join(`\n${"-".repeat(80)}\n\n`))
}

async function bundle(folder, name, options) {
  const entry = join(here, `${name}.mjs`)
  const file = `${name}.js`
  const { metafile } = await build({
    ...options,
    absWorkingDir: here,
    banner: { js: `/* ${name} ${about(name).version}, ${about(name).license}: see LICENSES.txt */` },
    bundle: true,
    charset: "utf8",
    entryPoints: [entry],
    format: "esm",
    legalComments: "none",
    logLevel: "warning",
    metafile: true,
    minify: true,
    outfile: join(folder, file),
    target: "es2022",
    tsconfigRaw: {}, // the checkout's tsconfig.json leads to types, which are not what runs
  })
  writeFileSync(join(folder, `${name}.d.ts`), readFileSync(entry))
  const [{ inputs }] = Object.values(metafile.outputs)
  return { name, file, bytes: readFileSync(join(folder, file)), packages: packagesOf(inputs) }
}

function webSocketOnly() {
  return {
    name: "web-socket-only",
    setup({ onLoad, onResolve }) {
      onResolve({ filter: /^engine\.io-client$/ }, ({ importer }) =>
        importer.includes("socket.io-client") ? { path: join(here, "engine.io-client.mjs"), sideEffects: false } : null,
      )
      onLoad({ filter: /engine\.io-client\/build\/esm\/transports\/(index|polling.*|webtransport)\.js$/ }, () => ({
        contents: "export const transports = {}, Fetch = null, WT = null, XHR = null",
      }))
    },
  }
}

function packagesOf(inputs) {
  return Object.entries(inputs)
    .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
    .map(([path]) => path.match(/node_modules\/((?:@[^/]+\/)?[^/]+)\//)?.[1])
    .filter(Boolean)
}

function described({ name, file, bytes }) {
  return {
    package: name,
    version: about(name).version,
    file,
    sha256: createHash("sha256").update(bytes).digest("hex"),
    bytes: bytes.length,
    gzip: gzipSync(bytes, { level: 9 }).length,
  }
}

function licence(name) {
  const { version, license } = about(name)
  const folder = join(here, "node_modules", name)
  const file = readdirSync(folder).find((found) => /^licen[cs]e/i.test(found))
  return `${name} ${version} (${license})\n\n${readFileSync(join(folder, file), "utf8").trim()}\n`
}

function about(name) {
  return JSON.parse(readFileSync(join(here, "node_modules", name, "package.json"), "utf8"))
}

async function check() {
  const fresh = mkdtempSync(join(tmpdir(), "vendor-"))
  try {
    await make(fresh)
    const names = new Set([...readdirSync(fresh), ...readdirSync(vendor)])
    const changed = [...names].filter((name) => content(fresh, name) !== content(vendor, name))
    if (changed.length > 0) throw new Error(`static/vendor/ is not what frontend/ makes: ${changed.join(", ")}`)
    console.log(`static/vendor/: ${names.size} files are what frontend/ makes`)
  } finally {
    rmSync(fresh, { recursive: true })
  }
}

/** What a file holds; the manifest without its gzip sizes, which depend on Node's zlib. */
function content(folder, name) {
  if (!existsSync(join(folder, name))) return null
  const text = readFileSync(join(folder, name), "utf8")
  return name === "manifest.json" ? text.replace(/"gzip": \d+/g, "") : text
}
