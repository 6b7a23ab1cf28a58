import { eachStore } from '@postern/kit/testing'
import { beforeEach, expect, test } from 'vitest'
import { type OpenidRecords, openidRecords, openidRecordsMigration } from './records.ts'

eachStore((_engine, open) => {
  let records: OpenidRecords
  let rows: () => Promise<string>
  beforeEach(async () => {
    const store = await open()
    await store.migrate([openidRecordsMigration])
    records = openidRecords(store)
    rows = async () =>
      JSON.stringify(
        await store.tables<{ openid_records: object }>().selectFrom('openid_records').selectAll().execute(),
      )
  })
  const put = (id: string, more: { grantId?: string; expiresAt?: number } = {}) =>
    records.put('AuthorizationCode', id, {
      payload: { jti: id, accountId: 'anna', ...(more.grantId ? { grantId: more.grantId } : {}) },
      now: 1_000,
      expiresAt: more.expiresAt ?? 2_000,
    })

  test('gives back what was put, until it ends', async () => {
    await put('code1')
    expect(await records.find('AuthorizationCode', 'code1', 1_999)).toMatchObject({
      payload: { jti: 'code1', accountId: 'anna' },
      startedAt: 1_000,
    })
    expect(await records.find('AuthorizationCode', 'code1', 2_000)).toBeUndefined()
    expect(await records.find('AccessToken', 'code1', 1_500)).toBeUndefined()
  })

  test('keeps no code that could be used by who reads the store', async () => {
    await put('code-in-clear')
    expect(await rows()).not.toContain('code-in-clear')
  })

  test('lets one of twenty consume it, and says afterwards that it was', async () => {
    await put('code1')
    const won = await Promise.all(
      Array.from({ length: 20 }, () => records.consume('AuthorizationCode', 'code1', 1_500)),
    )
    expect(won.filter(Boolean)).toHaveLength(1)
    expect((await records.find('AuthorizationCode', 'code1', 1_600))?.payload.consumed).toBe(1)
    expect(await records.consume('AuthorizationCode', 'unknown', 1_500)).toBe(false)
  })

  test('forgets all of one grant, and what has ended', async () => {
    await put('code1', { grantId: 'g1' })
    await put('code2', { grantId: 'g2' })
    await put('code3', { expiresAt: 1_100 })
    await records.removeGrant('g1')
    await records.sweep(1_100)
    const left = await Promise.all(
      ['code1', 'code2', 'code3'].map((id) => records.find('AuthorizationCode', id, 1_050)),
    )
    expect(left.map((one) => one?.payload.jti)).toEqual([undefined, 'code2', undefined])
  })
})
