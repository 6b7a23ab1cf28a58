// PostgreSQL refuses to run as root. As root we hand it to an account that owns nothing else of ours.
const { execFileSync } = require('node:child_process')

function idsOf(name) {
  const id = (flag) => Number(execFileSync('id', [flag, name], { stdio: ['ignore', 'pipe', 'ignore'] }))
  try {
    return { uid: id('-u'), gid: id('-g') }
  } catch {
    return undefined
  }
}

/** @returns `{uid, gid}` to run the server as, or nothing where we are not root and stay who we are */
function clusterOwner() {
  if (process.getuid() !== 0) return {}
  const found = idsOf('postgres') || idsOf('nobody')
  if (!found) throw new Error('there is neither a user postgres nor a user nobody to run PostgreSQL as')
  return found
}

module.exports = { clusterOwner }
