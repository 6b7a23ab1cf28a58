import type { DoorOnTheWay } from '@postern/kit/html'
import type { Tenant } from '../tenant/tenant.ts'

export interface Asking {
  readonly application?: string | undefined
  /** What lies behind the application, where the gallery knows it. */
  readonly opens?: string | undefined
  /** It did not ask: the person chose a tile here (IdP-initiated). */
  readonly unasked?: boolean | undefined
}

type Doors = readonly DoorOnTheWay[]

/** The doors of a sign-in that an application asked for, with the person standing at ours. */
export function doors(tenant: Tenant, asking: Asking, at: 'here' | 'stop' | 'done'): Doors {
  const caption = { here: 'you are here', stop: 'stopped here', done: 'knows you' }[at]
  const ours: DoorOnTheWay = { server: 'idp', name: tenant.name, caption, state: at }
  if (asking.application === undefined) return [ours]
  const theirs: DoorOnTheWay = asking.unasked
    ? {
        server: 'sso',
        name: asking.application,
        caption: at === 'stop' ? 'not reached' : 'opens next',
        state: 'not',
      }
    : { server: 'sso', name: asking.application, caption: 'asks who you are', state: 'done' }
  const behind: Doors = asking.opens
    ? [
        {
          server: 'host',
          name: asking.opens,
          caption: at === 'stop' ? 'not reached' : 'opens next',
          state: 'not',
        },
      ]
    : []
  return asking.unasked ? [ours, theirs, ...behind] : [theirs, ours, ...behind]
}
