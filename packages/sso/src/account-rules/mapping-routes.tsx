import { csrfToken, readForm } from '@postern/kit/form'
import type { FieldError } from '@postern/kit/html'
import type { Env, Web } from '@postern/kit/http'
import { Hono } from 'hono'
import { freshProof } from '../administrators/proof.ts'
import { whoOf } from '../administrators/who.ts'
import type { Facts } from '../audit/change.ts'
import { record } from '../audit/store.ts'
import type { Connection } from '../connections/connection.ts'
import { ConnectionFrame } from '../connections/frame.tsx'
import type { Connections } from '../connections/store.ts'
import { path } from '../connections/words.ts'
import {
  judgeMapping,
  mappingFields,
  mappingWords,
  readMapping,
  type TypedMapping,
  transformOf,
  typedOf,
} from './mapping-form.ts'
import { MappingForm } from './mapping-page.tsx'
import type { Claims } from './person.ts'
import { pastedClaims, previewOf, tryNames } from './preview.ts'
import type { AccountRules } from './rules.ts'
import { seenAnswers } from './seen-answers.ts'
import { accountRules } from './store.ts'

const address = '/admin/connections/:id/attributes'
/** A response, and the rest of the form around it. */
const limit = 600_000

export function mappingRoutes(of: { readonly connections: Connections }): Hono<Env> {
  const app = new Hono<Env>()
  app.get(address, freshProof, async (web) => {
    const connection = await of.connections.require(web.req.param('id') ?? '')
    const rules = await accountRules(web.var.world.store).of(connection.id)
    return page(web, connection, { typed: typedOf(rules), rules, errors: [] })
  })
  app.post(address, freshProof, async (web) => {
    const connection = await of.connections.require(web.req.param('id') ?? '')
    const form = await readForm(web, { limit })
    const typed = readMapping(form)
    const before = await accountRules(web.var.world.store).of(connection.id)
    const errors = judgeMapping(typed)
    if (errors.length > 0) return page(web, connection, { typed, rules: before, errors })
    const rules = { ...before, mapping: typed.mapping, transform: transformOf(typed) }
    if (form.text('do') === 'try') return page(web, connection, { typed, rules, errors })
    await web.var.world.store.transaction(async (inside) => {
      await accountRules(inside).change(connection.id, { mapping: rules.mapping, transform: rules.transform })
      await record(inside, whoOf(web), {
        action: 'Attribute mapping changed',
        subject: { kind: 'Connection', id: connection.id, name: connection.name },
        before: factsOf(before),
        after: factsOf(rules),
      })
    })
    return web.redirect(`${path(connection, 'attributes')}?done=saved`, 303)
  })
  return app
}

/** For the audit log, under the labels of the page. */
function factsOf({ mapping, transform }: AccountRules): Facts {
  const claims = mappingFields.map((field) => [mappingWords[field].label, mapping[field]] as const)
  return {
    ...Object.fromEntries(claims),
    'Give guests their own name': transform.guest,
    'Cut the domain': transform.cutDomain,
    'Write it in lower case': transform.lowerCase,
    Expression: transform.expression?.pattern,
    Replacement: transform.expression?.replacement,
  }
}

interface Shown {
  readonly typed: TypedMapping
  /** What the preview goes by: as typed where that is right, else as saved. */
  readonly rules: AccountRules
  readonly errors: readonly FieldError[]
}

async function page(web: Web, connection: Connection, { typed, rules, errors }: Shown) {
  const seen = await seenAnswers(web.var.world.store).of(connection.id)
  const pasted = typed.response.trim() === '' ? undefined : pastedClaims(typed.response, connection)
  const claims: Claims | undefined = typeof pasted === 'object' ? pasted : seen?.claims
  const all = typeof pasted === 'string' ? [...errors, { id: 'response', message: pasted }] : errors
  return web.html(
    <ConnectionFrame
      web={web}
      connection={connection}
      page="attributes"
      title="Attribute mapping"
      lead={`What ${connection.name} says about a person, and what Postern makes of it.`}
    >
      <MappingForm
        connection={connection}
        csrf={csrfToken(web)}
        typed={typed}
        errors={all}
        preview={claims && previewOf(claims, rules)}
        seen={typeof pasted === 'object' ? undefined : seen}
        tried={errors.length > 0 ? [] : tryNames(typed.names, rules.transform)}
      />
    </ConnectionFrame>,
    all.length > 0 ? 400 : 200,
  )
}
