import type { DoorOnTheWay } from '@postern/kit/html'
import type { Tenant } from '../tenant/tenant.ts'

export interface Asking {
  readonly application?: string | undefined
  /** What lies behind the application, where the gallery knows it. */
  readonly opens?: string | undefined
}

type Doors = readonly DoorOnTheWay[]

/** The doors of a sign-in that an application asked for, with the person standing at ours. */
export function doors(tenant: Tenant, asking: Asking, at: 'here' | 'stop' | 'done'): Doors {
  const caption = { here: 'you are here', stop: 'stopped here', done: 'knows you' }[at]
  const ours: DoorOnTheWay = { server: 'idp', name: tenant.name, caption, state: at }
  if (asking.application === undefined) return [ours]
  const next: DoorOnTheWay[] = asking.opens
    ? [
        {
          server: 'host',
          name: asking.opens,
          caption: at === 'stop' ? 'not reached' : 'opens next',
          state: 'not',
        },
      ]
    : []
  return [
    { server: 'sso', name: asking.application, caption: 'asks who you are', state: 'done' },
    ours,
    ...next,
  ]
}
