import { test } from 'vitest'
import { corpusMessages } from './corpora.ts'
import { acceptedByUs, refusedByUs } from './generated.ts'
import { lasso } from './lasso.ts'
import { mutatedMessages } from './mutations.ts'
import { nodeSaml } from './node-saml.ts'
import { judge } from './ours.ts'
import { xmlCrypto } from './xml-crypto.ts'
import { xmllint } from './xmllint.ts'
import { xmlsec1 } from './xmlsec1.ts'
import { writeFileSync } from 'node:fs'
test('probe', async () => {
  const messages = [...acceptedByUs(), ...refusedByUs(), ...corpusMessages(), ...mutatedMessages()]
  const out: any[] = messages.map((m) => ({ name: m.name, ours: judge(m), said: [], xml: m.octets.toString('utf8').slice(0, 20000) }))
  for (const peer of [xmlsec1, xmllint, lasso, xmlCrypto, nodeSaml]) {
    const t = Date.now()
    if (peer.absent) { console.log(peer.absent); continue }
    const said = await peer.ask(messages)
    console.log(peer.name, said.length, messages.length, Date.now() - t)
    said.forEach((one, at) => out[at].said.push(one))
  }
  writeFileSync('/tmp/probe.json', JSON.stringify(out))
}, 600_000)
