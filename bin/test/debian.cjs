// What the tests need of Debian, installed where it is absent: a browser, a database server, two XML oracles.
const { existsSync, mkdirSync, rmSync, writeFileSync } = require('node:fs')
const { findPostgres } = require('../postgres/binaries.cjs')

const NEEDS = [
  { package: 'chromium', isThere: () => existsSync('/usr/bin/chromium') },
  { package: 'postgresql', isThere: () => findPostgres() !== undefined },
  { package: 'xmlsec1', isThere: () => existsSync('/usr/bin/xmlsec1') },
  { package: 'libxml2-utils', isThere: () => existsSync('/usr/bin/xmllint') },
]

const CONFIG = '/etc/postgresql-common/createcluster.d'
const NO_CLUSTER = `${CONFIG}/postern-test.conf`

const missing = () => NEEDS.filter((need) => !need.isThere()).map((need) => need.package)

/** Debian's package makes a cluster and starts it at every boot; the tests start one of their own. */
async function withoutCluster(work) {
  mkdirSync(CONFIG, { recursive: true })
  writeFileSync(NO_CLUSTER, 'create_main_cluster = false\n')
  try {
    return await work()
  } finally {
    rmSync(NO_CLUSTER, { force: true })
  }
}

/** Never cut short: a package half unpacked keeps apt-get from working afterwards. */
function apt(run, args) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  return run('apt-get', ['-qq', '-o', 'Dpkg::Use-Pty=0', '-o', 'DPkg::Lock::Timeout=300', ...args], {
    env,
    quiet: true,
  })
}

/**
 * Installs the packages that are absent. Never fails: tests that miss one say so and are skipped.
 * @param run starts a command and resolves to its exit code
 */
async function installDebianPackages(run, say) {
  const wanted = missing()
  if (wanted.length === 0) return
  const names = wanted.join(', ')
  const why = !existsSync('/usr/bin/apt-get')
    ? 'there is no apt-get here'
    : process.getuid() !== 0
      ? 'only root may'
      : ''
  if (why) return say(`Not installing ${names}: ${why}. Tests that need them are skipped.`)
  say(`Installing ${names}…`)
  await apt(run, ['update'])
  const install = (packages) => apt(run, ['install', '-y', '--no-install-recommends', ...packages])
  await withoutCluster(async () => {
    if ((await install(wanted)) === 0) return
    for (const name of wanted) await install([name])
  })
  const still = missing()
  if (still.length > 0) say(`Could not install ${still.join(', ')}. Tests that need them are skipped.`)
}

module.exports = { installDebianPackages }
