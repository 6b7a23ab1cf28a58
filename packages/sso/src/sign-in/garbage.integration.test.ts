import { eachStore } from '@postern/kit/testing'
import { writePost } from '@postern/saml'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { codeOf, pathOf, referenceOf } from './test-browser.ts'
import { type TestHouse, testHouse } from './test-house.ts'

eachStore((_engine, open) => {
  let house: TestHouse
  beforeAll(async () => {
    house = await testHouse(await open())
  })
  afterAll(() => house.stop())

  const row = async (answer: Response) => house.activity.findByReference(await referenceOf(answer))

  describe('garbage', () => {
    test.each([
      ['no base64', '%%%'],
      ['no XML', writePost('hello')],
      ['half an element', writePost('<samlp:Response')],
      ['a DOCTYPE', writePost('<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')],
      ['another message', writePost('<a xmlns="urn:b"/>')],
      ['nothing', ''],
    ])('%s is refused with a code and a row', async (_what, value) => {
      const connection = await house.connection()
      const answer = await house.browser().postFromElsewhere(pathOf(connection), { SAMLResponse: value })
      expect([400, 403]).toContain(answer.status)
      const attempt = await row(answer)
      expect(attempt?.refusal?.code).toBe(await codeOf(answer))
      expect(attempt?.refusal?.code).not.toBe('internal')
    })

    test('more than 512 KiB of XML, and a body without end', async () => {
      const connection = await house.connection()
      for (const size of [600_000, 2_000_000]) {
        const value = Buffer.alloc(size, 'x').toString('base64')
        const answer = await house.browser().postFromElsewhere(pathOf(connection), { SAMLResponse: value })
        expect([400, 403]).toContain(answer.status)
        expect(['post-size', 'body-too-large']).toContain(await codeOf(answer))
      }
    })

    test('a parameter that comes twice, or not as a form', async () => {
      const connection = await house.connection()
      const post = (type: string, body: string) =>
        fetch(house.origin + pathOf(connection), { method: 'POST', headers: { 'content-type': type }, body })
      const twice = await post('application/x-www-form-urlencoded', 'SAMLResponse=YQ==&SAMLResponse=YQ==')
      expect([twice.status, await codeOf(twice)]).toEqual([400, 'post-parameter'])
      const json = await post('application/json', '{}')
      expect([json.status, await codeOf(json)]).toEqual([400, 'post-type'])
    })

    test('the server still serves', async () => {
      expect((await house.browser().get('/')).status).toBe(200)
    })
  })
})
