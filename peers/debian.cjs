// What the tests against peers need of Debian, installed where it is absent.
const { existsSync } = require('node:fs')
const { spawnSync } = require('node:child_process')

const file = (path) => () => existsSync(path)
const lasso = () => spawnSync('/usr/bin/python3', ['-c', 'import lasso']).status === 0

const NEEDS = {
  differential: [
    { package: 'xmlsec1', isThere: file('/usr/bin/xmlsec1') },
    { package: 'libxml2-utils', isThere: file('/usr/bin/xmllint') },
    { package: 'python3-lasso', isThere: lasso },
    { package: 'opensaml-schemas', isThere: file('/usr/share/xml/opensaml/saml-schema-protocol-2.0.xsd') },
    { package: 'xmltooling-schemas', isThere: file('/usr/share/xml/xmltooling/xmldsig-core-schema.xsd') },
  ],
  interop: [
    { package: 'xmlsec1', isThere: file('/usr/bin/xmlsec1') },
    { package: 'libxml2-utils', isThere: file('/usr/bin/xmllint') },
    { package: 'opensaml-schemas', isThere: file('/usr/share/xml/opensaml/saml-schema-metadata-2.0.xsd') },
    { package: 'xmltooling-schemas', isThere: file('/usr/share/xml/xmltooling/xmldsig-core-schema.xsd') },
    { package: 'openssl', isThere: file('/usr/bin/openssl') },
    { package: 'python3-lasso', isThere: lasso },
    { package: 'php-cli', isThere: file('/usr/bin/php') },
    { package: 'php-xml', isThere: file('/usr/share/doc/php-xml') },
    { package: 'php-mbstring', isThere: file('/usr/share/doc/php-mbstring') },
    { package: 'php-curl', isThere: file('/usr/share/doc/php-curl') },
    { package: 'php-sqlite3', isThere: file('/usr/share/doc/php-sqlite3') },
    { package: 'simplesamlphp', isThere: file('/usr/share/simplesamlphp/www/index.php') },
    { package: 'apache2', isThere: file('/usr/sbin/apache2') },
    { package: 'libapache2-mod-auth-mellon', isThere: file('/usr/lib/apache2/modules/mod_auth_mellon.so') },
  ],
}

/** A server that a package would start by itself stays down while `policy-rc.d` says so. */
const { rmSync, writeFileSync } = require('node:fs')
const POLICY = '/usr/sbin/policy-rc.d'

async function withoutServices(work) {
  if (existsSync(POLICY)) return work()
  writeFileSync(POLICY, '#!/bin/sh\nexit 101\n', { mode: 0o755 })
  try {
    return await work()
  } finally {
    rmSync(POLICY, { force: true })
  }
}

/**
 * Installs the packages that are absent. Never fails: tests that miss one say so and are skipped.
 * @param run starts a command and resolves to its exit code
 */
async function installPeersOfDebian(kind, run, say) {
  const missing = () => NEEDS[kind].filter((need) => !need.isThere()).map((need) => need.package)
  const wanted = missing()
  if (wanted.length === 0) return
  const names = wanted.join(', ')
  if (!existsSync('/usr/bin/apt-get') || process.getuid() !== 0) {
    return say(`Not installing ${names}: that takes apt-get and root. Tests that need them are skipped.`)
  }
  say(`Installing ${names}…`)
  const options = ['-qq', '-o', 'Dpkg::Use-Pty=0', '-o', 'DPkg::Lock::Timeout=300']
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const apt = (args) => run('apt-get', [...options, ...args], { env, quiet: true, whole: true })
  await apt(['update'])
  await withoutServices(async () => {
    const install = (packages) => apt(['install', '-y', '--no-install-recommends', ...packages])
    if ((await install(wanted)) === 0) return
    for (const name of wanted) await install([name])
  })
  const still = missing()
  if (still.length > 0) say(`Could not install ${still.join(', ')}. Tests that need them are skipped.`)
}

module.exports = { installPeersOfDebian }
