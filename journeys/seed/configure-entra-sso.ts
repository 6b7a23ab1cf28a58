import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { application } from './names.ts'
import type { Tutorial } from './tutorial.ts'

/** "These values are not real": what one types before the SSO service has given its own. */
const notReal = 'https://bitbucket.contoso.example/plugins/servlet/no.kantega.saml/sp/later/login'

export function configureEntraSso(tutorial: Tutorial): void {
  describe('Configure Microsoft Entra SSO', () => {
    test('Browse to Enterprise applications > Kantega SSO for Bitbucket > Single sign-on', async () => {
      await tutorial.signInToAdminCenter()
      for (const name of ['Enterprise applications', application, 'Single sign-on'])
        await tutorial.directory.press(name)
    })

    test('On the Select a single sign-on method page, select SAML', async () => {
      await tutorial.directory.sees('Select a single sign-on method')
      await tutorial.directory.press('SAML')
      await tutorial.directory.sees('Set up single sign-on with SAML')
    })

    test('Basic SAML Configuration: Identifier and Reply URL, Set additional URLs, Sign-on URL', async () => {
      const { directory } = tutorial
      await directory.press('Edit Basic SAML Configuration')
      await directory.type('Identifier (Entity ID)', notReal)
      await directory.type('Reply URL (Assertion Consumer Service URL)', notReal)
      await directory.unfold('Set additional URLs')
      await directory.type('Sign-on URL', notReal)
      await directory.press('Save')
      await directory.sees('Set up single sign-on with SAML')
      expect(await directory.reads()).toContain('people start at the application (SP-initiated)')
    })

    test('SAML Signing Certificate: click Download to download the Federation Metadata XML', async () => {
      tutorial.notes.metadata = await tutorial.directory.save('Download Federation Metadata XML')
      expect(readFileSync(tutorial.notes.metadata, 'utf8')).toContain('IDPSSODescriptor')
    })

    test('Set up Kantega SSO for Bitbucket: copy the appropriate URLs', async () => {
      const metadata = readFileSync(tutorial.notes.metadata, 'utf8')
      for (const label of ['Login URL', 'Microsoft Entra Identifier', 'Logout URL'])
        expect(metadata).toContain(await tutorial.directory.copy(label))
    })
  })
}
