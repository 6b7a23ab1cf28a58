import { eachStore } from '@postern/kit/testing'
import { Problem, verifyResponse } from '@postern/saml'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Recorder } from '../activity/recorder.ts'
import { isReady } from '../connections/connection.ts'
import { acceptances } from './acceptances.ts'
import { judge } from './judge.ts'
import { type TestHouse, testHouse } from './test-house.ts'

eachStore((_engine, open) => {
  let house: TestHouse
  beforeAll(async () => {
    house = await testHouse(await open())
  })
  afterAll(() => house.stop())

  test('where many find an answer unused at the same moment, the insert lets one through', async () => {
    const connection = await house.connection()
    if (!isReady(connection)) throw new Error('the connection of the test house is ready')
    const xml = new TextEncoder().encode(house.response(connection))
    const record: Pick<Recorder, 'judged'> = { judged: () => undefined }
    const of = {
      verified: verifyResponse(xml, connection.identityProvider.certificates),
      connection,
      begun: { by: 'identity-provider' },
      acceptances: { ...acceptances(house.world.store), has: async () => false },
      now: house.clock.now,
      record,
    } as const
    const judged = await Promise.allSettled(Array.from({ length: 20 }, () => judge(of)))
    const codes = judged.map((one) =>
      one.status === 'rejected' && one.reason instanceof Problem ? one.reason.code : one.status,
    )
    expect(codes.sort()).toEqual(['fulfilled', ...Array.from({ length: 19 }, () => 'response-replayed')])
  })
})
