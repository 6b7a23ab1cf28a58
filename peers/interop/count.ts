import { appendFileSync } from 'node:fs'
import { afterEach } from 'vitest'

const peers = ['SimpleSAMLphp', 'mod_auth_mellon', '@node-saml/node-saml', 'lasso', 'xmlsec1', 'Entra']
const nameOf = (task: { readonly name: string; readonly suite?: { readonly name: string } | undefined }) =>
  `${task.suite?.name ?? ''} ${task.name}`

/** One line for each exchange that took place: with whom, and whether it went well. `run.cjs` counts them. */
afterEach(({ task }) => {
  const file = process.env.POSTERN_PEERS_SUMMARY
  if (file === undefined) return
  const name = nameOf(task)
  const peer = peers.find((one) => name.includes(one)) ?? ''
  appendFileSync(file, `${task.result?.state === 'fail' ? 'alarm' : 'well'}\t${peer}\n`)
})
