// Are the packages that the lock file names the ones in node_modules? npm leaves its own record of what it
// installed, so a developer's `npm install` is not followed by a second, needless installation.
const { existsSync, readFileSync } = require('node:fs')
const path = require('node:path')

function packagesIn(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages
  } catch {
    return undefined
  }
}

function isSame(wanted, found) {
  // An optional package is for other machines too: here it may be absent, but not of another version.
  if (!found) return Boolean(wanted.optional)
  return (
    found.version === wanted.version && found.integrity === wanted.integrity && found.link === wanted.link
  )
}

/** @returns a sentence when neither the pinned Node is installed nor the running one is new enough */
function missingRuntime(root) {
  const pinned = path.join(root, 'node_modules', '.bin', 'node')
  if (existsSync(pinned) || Number(process.versions.node.split('.')[0]) >= 24) return undefined
  return `no Node.js is pinned for ${process.platform} on ${process.arch}: install Node.js 24 or newer.`
}

function isInstalled(root) {
  const wanted = packagesIn(path.join(root, 'package-lock.json'))
  const found = packagesIn(path.join(root, 'node_modules', '.package-lock.json'))
  if (!wanted || !found || missingRuntime(root)) return false
  const names = Object.keys(wanted).filter((name) => name.startsWith('node_modules/'))
  return names.every((name) => isSame(wanted[name], found[name]))
}

module.exports = { isInstalled, missingRuntime }
