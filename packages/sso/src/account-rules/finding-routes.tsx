import { csrfToken, type Form, readForm } from '@postern/kit/form'
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
import { FindingForm, laterWords, linkWords, type TypedFinding } from './finding-page.tsx'
import { claimNames } from './person.ts'
import type { Finding, LinkBy } from './rules.ts'
import { seenAnswers } from './seen-answers.ts'
import { accountRules } from './store.ts'

const address = '/admin/connections/:id/finding'

export function findingRoutes(of: { readonly connections: Connections }): Hono<Env> {
  const app = new Hono<Env>()
  app.get(address, freshProof, async (web) => {
    const connection = await of.connections.require(web.req.param('id') ?? '')
    const { finding } = await accountRules(web.var.world.store).of(connection.id)
    return page(web, connection, typedOf(finding), [])
  })
  app.post(address, freshProof, async (web) => {
    const connection = await of.connections.require(web.req.param('id') ?? '')
    const typed = read(await readForm(web))
    const linkBy = linkByOf(typed)
    const errors = judge(typed, linkBy)
    if (errors.length > 0 || !linkBy) return page(web, connection, typed, errors)
    const { update, rename, returning } = typed
    const finding: Finding = { linkBy, update, rename, returning }
    await web.var.world.store.transaction(async (inside) => {
      const before = await accountRules(inside).of(connection.id)
      await accountRules(inside).change(connection.id, { finding })
      await record(inside, whoOf(web), {
        action: 'Finding accounts changed',
        subject: { kind: 'Connection', id: connection.id, name: connection.name },
        before: factsOf(before.finding),
        after: factsOf(finding),
      })
    })
    return web.redirect(`${path(connection, 'finding')}?done=saved`, 303)
  })
  return app
}

const typedOf = ({ linkBy, update, rename, returning }: Finding): TypedFinding => ({
  linkBy: linkBy.by,
  claim: linkBy.by === 'attribute' ? linkBy.claim : '',
  update,
  rename,
  returning,
})

const read = (form: Form): TypedFinding => ({
  linkBy: form.text('linkBy'),
  claim: form.text('claim').trim(),
  update: form.has('update'),
  rename: form.has('rename'),
  returning: form.has('returning'),
})

function linkByOf({ linkBy, claim }: TypedFinding): LinkBy | undefined {
  if (linkBy === 'attribute') return { by: linkBy, claim }
  if (linkBy === 'user-name' || linkBy === 'email-address') return { by: linkBy }
  return undefined
}

function judge({ claim }: TypedFinding, linkBy: LinkBy | undefined): readonly FieldError[] {
  if (!linkBy) return [{ id: 'linkBy', message: 'Choose by what an account that is there is found.' }]
  if (linkBy.by !== 'attribute') return []
  if (claim === '')
    return [{ id: 'claim', message: 'Enter the Name of the claim in Attribute, as the answer has it.' }]
  if (claim.length > 500 || /\s/.test(claim))
    return [{ id: 'claim', message: 'Enter the Name of one claim in Attribute, without spaces.' }]
  if (claim === claimNames.emailAddress)
    return [
      {
        id: 'claim',
        message: 'This claim is an address. Choose Email address above in place of An attribute.',
      },
    ]
  return []
}

/** For the audit log, under the labels of the page. */
const factsOf = ({ linkBy, update, rename, returning }: Finding): Facts => ({
  'An account that is there is found by': linkWords[linkBy.by].label,
  Attribute: linkBy.by === 'attribute' ? linkBy.claim : undefined,
  [laterWords.update]: update,
  [laterWords.rename]: rename,
  [laterWords.returning]: returning,
})

async function page(web: Web, connection: Connection, typed: TypedFinding, errors: readonly FieldError[]) {
  const seen = await seenAnswers(web.var.world.store).of(connection.id)
  return web.html(
    <ConnectionFrame
      web={web}
      connection={connection}
      page="finding"
      title="Finding accounts"
      lead={`How somebody who comes by ${connection.name} is brought together with an account in Bitbucket.`}
    >
      <FindingForm
        connection={connection}
        csrf={csrfToken(web)}
        typed={typed}
        errors={errors}
        claims={[...(seen?.claims.attributes.keys() ?? [])]}
      />
    </ConnectionFrame>,
    errors.length > 0 ? 400 : 200,
  )
}
