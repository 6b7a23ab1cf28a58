import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'vitest'
import { accountOf } from '../house.ts'
import { browseToSingleSignOn } from '../seed/configure-kantega-sso.ts'
import { britta, bSimon, domain } from '../seed/names.ts'
import type { Tutorial } from '../seed/tutorial.ts'
import type { Camera } from './camera.ts'

/** Forms that come back, refusals, and pages that one meets on the way: no link leads to them. */
export function badMoments(tutorial: Tutorial, camera: Camera): void {
  describe('bad moments', () => {
    test('at the identity provider', async () => {
      const { directory, house } = tutorial
      const at = `${house.identityProvider}/admin`
      await tutorial.signInToAdminCenter()
      await directory.open(`${at}/users/new`)
      await directory.type('Display name', 'Somebody')
      await directory.type('User principal name', 'some body@elsewhere.example')
      await directory.type('Password', 'short')
      await directory.press('Review + create')
      await camera.take(directory.page, 'idp-create-new-user-bad')
      await directory.open(`${at}/domains`)
      await directory.type('Domain name', `somebody@${domain}`)
      await directory.press('Add domain')
      await camera.take(directory.page, 'idp-domains-bad')
      await browseToSingleSignOn(tutorial)
      await directory.press('Edit Basic SAML Configuration')
      await directory.type('Identifier (Entity ID)', 'bitbucket')
      await directory.type('Reply URL (Assertion Consumer Service URL)', 'http://sso.contoso.example/login')
      await directory.press('Save')
      await camera.take(directory.page, 'idp-basic-saml-configuration-bad')
      const person = await tutorial.somebody()
      await person.open(house.identityProvider)
      await tutorial.signIn(person, { userName: bSimon, password: 'wrong' })
      await camera.take(person.page, 'idp-sign-in-bad')
      await tutorial.signIn(person, { userName: bSimon, password: tutorial.notes.password })
      await camera.take(person.page, 'idp-my-apps-empty')
      await person.open(`${house.identityProvider}/nowhere`)
      await camera.take(person.page, 'idp-nowhere')
    })

    test('at the SSO service', async () => {
      const { host, house } = tutorial
      const at = `${house.sso}/admin`
      await host.open(`${at}/connections`)
      await host.unfold('Add identity provider')
      await camera.take(host.page, 'sso-add-identity-provider')
      await host.press('Microsoft Entra ID')
      for (const title of ['Subscription level', 'App properties']) {
        await host.sees(title)
        await host.press('Next')
      }
      const page = join(house.dataDirectory, 'not-metadata.xml')
      writeFileSync(page, '<!doctype html><html><title>Sign in</title></html>')
      await host.attach('Metadata file', page)
      await host.press('Next')
      await camera.take(host.page, 'sso-metadata-import-bad')
      await host.open(`${at}/connections`)
      await host.press('Microsoft Entra ID')
      await host.press('Known domains')
      await host.type('Known domains', `somebody@${domain}, com, münchen.example`)
      await host.press('Save')
      await camera.take(host.page, 'sso-known-domains-bad')
      const person = await tutorial.somebody()
      await person.open(house.sso)
      await camera.take(person.page, 'sso-somebody')
      await person.open(`${house.sso}/plugins/servlet/no.kantega.saml/sp/unknown/login`)
      await camera.take(person.page, 'sso-unknown-connection')
      await person.open(`${house.sso}/admin`)
      await tutorial.signIn(person, { userName: 'admin', password: 'wrong' })
      await camera.take(person.page, 'sso-sign-in-bad')
    })

    test('at Bitbucket', async () => {
      const { host, house } = tutorial
      await host.open(`${house.bitbucket}/admin/users/create`)
      await host.type('Username', britta)
      await host.type('Full Name', 'Britta Simon')
      await host.type('Email address', 'Brittasimon')
      await host.type('Password', 'one')
      await host.type('Confirm Password', 'another')
      await host.press('Create user')
      await camera.take(host.page, 'host-create-user-bad')
      await host.open(`${house.bitbucket}/plugins/servlet/upm/uninstall`)
      await camera.take(host.page)
      const person = await tutorial.somebody()
      await person.open(`${house.bitbucket}/login?auth_fallback`)
      await person.type('Username', 'admin')
      await person.type('Password', 'wrong')
      await person.press('Log in')
      await camera.take(person.page, 'host-log-in-bad')
      const { userName, password } = accountOf(house, 'bitbucket', 'administrator')
      await person.type('Username', userName)
      await person.type('Password', password)
      await person.press('Log in')
      await person.open(`${house.bitbucket}/admin/users`)
      await camera.take(person.page, 'host-administrator-access')
      await person.open(`${house.bitbucket}/plugins/servlet/oidc/callback?code=x&state=y`)
      await camera.take(person.page, 'host-sign-in-stopped')
      await person.open(`${house.bitbucket}/nowhere`)
      await camera.take(person.page, 'host-nowhere')
    })
  })
}
