import { readFileSync, writeFileSync } from 'node:fs'
import { afterAll, describe, expect, test } from 'vitest'
import { type Difference, differences } from './compare.ts'
import { corpusMessages } from './corpora.ts'
import { contradictions, explained } from './explained.ts'
import { acceptedByUs, refusedByUs } from './generated.ts'
import { lasso } from './lasso.ts'
import type { Message, Opinion, Peer } from './message.ts'
import { mutatedMessages } from './mutations.ts'
import { nodeSaml } from './node-saml.ts'
import { judge } from './ours.ts'
import { xmlCrypto } from './xml-crypto.ts'
import { xmllint } from './xmllint.ts'
import { xmlsec1 } from './xmlsec1.ts'

const messages = [...acceptedByUs(), ...refusedByUs(), ...corpusMessages(), ...mutatedMessages()]
const ours = messages.map(judge)
const peers: readonly Peer[] = [xmlsec1, xmllint, lasso, xmlCrypto, nodeSaml]
const found: Difference[] = []
const asked: Peer[] = []
const document = readFileSync(new URL('../../docs/saml-profile.md', import.meta.url), 'utf8')

afterAll(() => {
  const alarms = found.filter((one) => one.explanation === undefined).length
  const named = new Set(found.flatMap((one) => one.explanation ?? []))
  const line = `${messages.length} messages, ${asked.length} peers, ${alarms} alarms, ${named.size} explained differences`
  if (process.env.POSTERN_PEERS_SUMMARY) writeFileSync(process.env.POSTERN_PEERS_SUMMARY, line)
})

const differencesWith = (opinions: readonly Opinion[]) =>
  messages.flatMap((message, at) => {
    const [judged, opinion] = [ours[at], opinions[at]]
    if (judged === undefined || opinion === undefined) throw new Error(`no opinion on ${message.name}`)
    return differences(message, judged, opinion)
  })

describe('the same messages to other implementations', () => {
  for (const peer of peers) {
    test(`${peer.name} has nothing against what we accept`, { timeout: 900_000 }, async (context) => {
      if (peer.absent !== undefined) return context.skip(peer.absent)
      const opinions = await peer.ask(messages)
      asked.push(peer)
      const differing = differencesWith(opinions)
      found.push(...differing)
      expect(differing.filter((one) => one.explanation === undefined).map((one) => one.what)).toEqual([])
      // A peer that says yes to nothing was not asked.
      const accepted = opinions.filter((one, at) => ours[at]?.code === undefined && one.verdict === 'yes')
      expect(accepted.length).toBeGreaterThan(50)
    })
  }

  test('what is refused by us alone is a row of the document', () => {
    const stricter = found.flatMap((one) => one.explanation?.match(/^stricter: (.*)/)?.[1] ?? [])
    expect([...new Set(stricter)].filter((code) => !document.includes(`\`${code}\``))).toEqual([])
  })

  test('each explanation is a row of the document', () => {
    const names = [...explained, ...Object.values(contradictions)].map((one) => one.name)
    expect(names.filter((name) => !document.includes(`| ${name} |`))).toEqual([])
  })
})

describe('the alarm goes off', () => {
  const [message] = messages as [Message, ...Message[]]
  const said = { peer: 'lasso', verdict: 'yes', words: '' } as const
  const alarms = (code: string | undefined, opinion: Opinion) =>
    differences(message, { verified: true, code, named: { nameId: 'a', attributes: {} } }, opinion).filter(
      (one) => one.explanation === undefined,
    ).length

  test('when we accept what a signature or the schema is against', () => {
    expect(alarms(undefined, { ...said, verdict: 'no' })).toBe(1)
    expect(alarms(undefined, { ...said, peer: 'xmllint', verdict: 'no' })).toBe(1)
    expect(alarms('issuer', { ...said, verdict: 'no' })).toBe(0)
  })

  test('when two read different identities', () => {
    expect(alarms(undefined, { ...said, named: { nameId: 'b', attributes: {} } })).toBe(1)
    expect(alarms(undefined, { ...said, named: { nameId: 'a', attributes: { x: [] } } })).toBe(1)
    expect(alarms(undefined, { ...said, named: { nameId: 'a', attributes: {} } })).toBe(0)
  })

  test('when a signature holds for them and not for us', () => {
    expect(alarms('signature-digest', said)).toBe(1)
    expect(alarms('signature-digest', { ...said, verdict: 'no' })).toBe(0)
  })
})
