// Where PostgreSQL's server programs are: Debian keeps them out of PATH, one folder for each version.
const { existsSync, readdirSync } = require('node:fs')
const path = require('node:path')

const DEBIAN = '/usr/lib/postgresql'

function debianFolders() {
  if (!existsSync(DEBIAN)) return []
  const versions = readdirSync(DEBIAN).sort((a, b) => Number(b) - Number(a))
  return versions.map((version) => path.join(DEBIAN, version, 'bin'))
}

/** @returns the folder with initdb and postgres, the newest version first, or undefined */
function findPostgres() {
  const folders = [...debianFolders(), ...(process.env.PATH || '').split(path.delimiter)]
  return folders.find((folder) => ['initdb', 'postgres'].every((name) => existsSync(path.join(folder, name))))
}

module.exports = { findPostgres }
