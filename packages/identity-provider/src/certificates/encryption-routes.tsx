import { readForm } from '@postern/kit/form'
import type { Env, Web } from '@postern/kit/http'
import { Hono } from 'hono'
import type { EnterpriseApplication } from '../enterprise-applications/application.ts'
import { requireApplication } from '../enterprise-applications/require-application.ts'
import type { Tenant } from '../tenant/tenant.ts'
import { CredentialConfirmation, type CredentialConfirmationProps } from './credential-confirmation.tsx'
import { EncryptionPage } from './encryption-page.tsx'
import { keyCredentials } from './key-credentials.ts'
import { namedCredential } from './named-credential.ts'
import { encryptionPath, encryptionRoute } from './paths.ts'
import { upload } from './upload.ts'

const kept = (web: Web) => keyCredentials(web.var.world.store, 'encrypt')

/** *Token encryption* of an application. */
export function encryptionRoutes({ tenant }: { tenant: Tenant }): Hono<Env> {
  const routes = new Hono<Env>()
  routes.get(encryptionRoute, async (web) => {
    const application = await requireApplication(web)
    const credentials = await kept(web).list(application.id)
    return web.html(<EncryptionPage {...{ web, tenant, application, credentials }} />)
  })
  routes.post(`${encryptionRoute}/upload`, async (web) => {
    const application = await requireApplication(web)
    const wrong = await upload(web, 'encrypt', application.id)
    if (!wrong) return web.redirect(`${encryptionPath(application.id)}?done=uploaded`, 303)
    const credentials = await kept(web).list(application.id)
    return web.html(<EncryptionPage {...{ web, tenant, application, credentials, wrong }} />, 400)
  })
  routes.get(`${encryptionRoute}/stop`, async (web) => {
    const application = await requireApplication(web)
    return web.html(<CredentialConfirmation {...{ web, tenant, application }} {...stopping(application)} />)
  })
  routes.post(`${encryptionRoute}/stop`, async (web) => {
    const { id } = await requireApplication(web)
    await readForm(web)
    await kept(web).activate(id, undefined)
    return web.redirect(`${encryptionPath(id)}?done=stopped`, 303)
  })
  certificateRoutes(routes, tenant)
  return routes
}

function certificateRoutes(routes: Hono<Env>, tenant: Tenant): void {
  const path = `${encryptionRoute}/:certificate` as const
  for (const [step, words, done] of [
    ['activate', activating, 'activated'],
    ['remove', removing, 'removed'],
  ] as const) {
    routes.get(`${path}/${step}`, async (web) => {
      const { application, of } = await namedCredential(web, 'encrypt')
      const asked = words(application)
      return web.html(<CredentialConfirmation {...{ web, tenant, application, of }} {...asked} />)
    })
    routes.post(`${path}/${step}`, async (web) => {
      const { application, of } = await namedCredential(web, 'encrypt')
      await readForm(web)
      if (step === 'activate') await kept(web).activate(application.id, of.id)
      else await kept(web).remove(application.id, of.id)
      return web.redirect(`${encryptionPath(application.id)}?done=${done}`, 303)
    })
  }
}

type Words = Pick<CredentialConfirmationProps, 'tab' | 'title' | 'lost' | 'button' | 'keep'>

const wordsOf = (id: string, of: Omit<Words, 'tab' | 'keep'>): Words => ({
  ...of,
  tab: encryptionPath(id),
  keep: { href: encryptionPath(id), label: 'Change nothing' },
})

const activating = ({ id, name }: EnterpriseApplication) =>
  wordsOf(id, {
    title: 'Encrypt assertions to this certificate?',
    lost: [
      `${name} can sign nobody in unless it has the private key of this certificate.`,
      'Another certificate that is active now becomes inactive.',
    ],
    button: 'Activate token encryption',
  })

const stopping = ({ id, name }: EnterpriseApplication) =>
  wordsOf(id, {
    title: 'Send assertions unencrypted from now on?',
    lost: [
      'Browsers and proxies on the way can read what the assertion says. It stays signed.',
      `${name} refuses to sign people in if it demands encryption.`,
      'The certificate stays, and can be activated again.',
    ],
    button: 'Deactivate token encryption',
  })

const removing = ({ id }: EnterpriseApplication) =>
  wordsOf(id, {
    title: 'Remove this encryption certificate?',
    lost: [
      'If it is the active one, assertions are sent unencrypted from now on.',
      'The application keeps its key: the certificate can be imported again.',
    ],
    button: 'Remove certificate',
  })
