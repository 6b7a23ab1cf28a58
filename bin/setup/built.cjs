// Is the build newer than all that it was made from? `tsc -b` answers too, but takes half a second to do it.
const { existsSync, readdirSync, statSync, utimesSync, writeFileSync } = require('node:fs')
const path = require('node:path')

const stampOf = (root) => path.join(root, 'node_modules', '.postern-built')

function modified(file) {
  const found = statSync(file, { throwIfNoEntry: false })
  return found ? found.mtimeMs : 0
}

/** The latest change below a folder, deletions included: a folder's own time moves with its entries. */
function latest(folder) {
  const times = readdirSync(folder, { withFileTypes: true }).map((entry) => {
    const file = path.join(folder, entry.name)
    return entry.isDirectory() ? latest(file) : modified(file)
  })
  return Math.max(modified(folder), ...times)
}

function isBuilt(root) {
  const stamp = modified(stampOf(root))
  const shared = ['package-lock.json', 'tsconfig.json', 'tsconfig.base.json'].map((name) =>
    path.join(root, name),
  )
  if (!stamp || shared.some((file) => modified(file) > stamp)) return false
  const folders = readdirSync(path.join(root, 'packages')).map((name) => path.join(root, 'packages', name))
  return folders.every((folder) => {
    const own = ['package.json', 'tsconfig.json'].map((name) => modified(path.join(folder, name)))
    const built = existsSync(path.join(folder, 'dist', '.tsbuildinfo'))
    return built && Math.max(latest(path.join(folder, 'src')), ...own) <= stamp
  })
}

/** Stamped with the time at which the build began: what was edited while it ran is built next time. */
function markBuilt(root, began) {
  writeFileSync(stampOf(root), '')
  utimesSync(stampOf(root), began, began)
}

module.exports = { isBuilt, markBuilt }
