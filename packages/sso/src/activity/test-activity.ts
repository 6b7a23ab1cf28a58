import { administratorOf } from '../administrators/test-administrator.ts'
import type { TestHouse } from '../sign-in/test-house.ts'
import { type Attempt, activityId } from './activity.ts'

export const day = 86_400_000

/** For tests: attempts of a house, and an administrator who looks at them. */
export async function activityHands(house: TestHouse) {
  const browser = await administratorOf(house)
  let made = 0
  async function save(changes: Partial<Attempt> = {}): Promise<Attempt> {
    made += 1
    const attempt: Attempt = {
      id: activityId(`attempt${made}`),
      reference: `AAAA-${String(made).padStart(4, '0')}`,
      beganAt: house.clock.now + made,
      outcome: 'signed-in',
      startedBy: 'application',
      from: { address: '203.0.113.24', browser: 'Firefox' },
      checks: [],
      timeline: [],
      ...changes,
    }
    await house.activity.save(attempt)
    return attempt
  }
  const page = async (path: string) => (await browser.get(path)).text()
  return { browser, save, page }
}

export type ActivityHands = Awaited<ReturnType<typeof activityHands>>
