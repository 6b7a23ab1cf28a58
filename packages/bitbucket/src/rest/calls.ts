import type { Web } from '@postern/kit/http'
import { type Actor, type Author, includes, type Permission } from '../directory/index.ts'
import { type Callers, callerOf } from './caller.ts'
import { restProblem } from './problems.ts'

type Call = (web: Web, caller: Author) => Response | Promise<Response>

/** Wraps REST calls: who may make them, and the headers that every answer of Bitbucket carries (bitbucket.md 2.0). */
export function callsFor(of: Callers) {
  const needs = (permission: Permission, call: Call) => async (web: Web) => {
    stampRequest(web)
    const caller = await callerOf(web, of)
    if (!caller) throw restProblem('not-permitted', {})
    stampCaller(web, caller)
    if (!includes(caller.permission, permission)) throw restProblem('not-permitted', {})
    if (caller.session && includes(permission, 'ADMIN') && !(await of.confirmed(caller.session, web.var.now)))
      throw restProblem('websudo-required', {})
    return call(web, caller)
  }
  const open = (call: (web: Web, caller: Actor | undefined) => Response | Promise<Response>) => {
    return async (web: Web) => {
      stampRequest(web)
      const caller = await callerOf(web, of)
      if (caller) stampCaller(web, caller)
      return call(web, caller)
    }
  }
  return {
    /** Also for who is nobody here: what is public may be read. Wrong credentials are refused all the same. */
    open,
    anybody: (call: (web: Web) => Response | Promise<Response>) => (web: Web) => {
      stampRequest(web)
      return call(web)
    },
    licensed: (call: Call) => needs('LICENSED_USER', call),
    projectCreator: (call: Call) => needs('PROJECT_CREATE', call),
    administrator: (call: Call) => needs('ADMIN', call),
    systemAdministrator: (call: Call) => needs('SYS_ADMIN', call),
  }
}

export type Calls = ReturnType<typeof callsFor>

function stampCaller(web: Web, { user }: Actor): void {
  web.header('x-auserid', String(user.id))
  web.header('x-ausername', encodeURIComponent(user.name))
}

/** `@<node>x<minute of the day>x<which>x0`: ours puts the reference in, so that a client's log leads to our line. */
function stampRequest(web: Web): void {
  const minute = Math.floor(web.var.now / 60_000) % 1_440
  web.header('x-arequestid', `@POSTERNx${minute}x${web.var.reference.replace('-', '')}x0`)
  web.header('cache-control', 'private, no-cache, no-store')
  web.header('vary', 'accept-encoding,x-auserid,cookie,x-ausername')
}
