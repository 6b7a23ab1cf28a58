import type { CDPSession, Page } from 'playwright-core'

/** A passkey with its private half, as only a device that is none gives it away. */
export interface Credential {
  readonly credentialId: string
  readonly isResidentCredential: boolean
  readonly rpId?: string
  readonly privateKey: string
  readonly userHandle?: string
  readonly signCount: number
}

/** A device that says yes at once, with its owner's finger on it (Chromium's WebAuthn domain). */
export class VirtualAuthenticator {
  readonly #devtools: CDPSession
  readonly #id: string

  private constructor(devtools: CDPSession, id: string) {
    this.#devtools = devtools
    this.#id = id
  }

  static async plugInto(page: Page): Promise<VirtualAuthenticator> {
    const devtools = await page.context().newCDPSession(page)
    await devtools.send('WebAuthn.enable')
    const { authenticatorId } = await devtools.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    })
    return new VirtualAuthenticator(devtools, authenticatorId)
  }

  async credentials(): Promise<readonly Credential[]> {
    const answer = await this.#devtools.send('WebAuthn.getCredentials', { authenticatorId: this.#id })
    return answer.credentials
  }

  /** Puts those that were taken out of this or another device in place of its own. */
  async hold(credentials: readonly Credential[]): Promise<void> {
    await this.#devtools.send('WebAuthn.clearCredentials', { authenticatorId: this.#id })
    for (const credential of credentials)
      await this.#devtools.send('WebAuthn.addCredential', { authenticatorId: this.#id, credential })
  }
}
