import type { BrowserContext } from 'playwright-core'

/**
 * Changes the name in every response on its way to the SSO service, as somebody would who has the browser but not the
 * identity provider's key. The signature stays as it was.
 */
export async function tamperWithResponses(context: BrowserContext, from: string, to: string): Promise<void> {
  await context.route('**/no.kantega.saml/sp/*/login', async (route) => {
    const form = new URLSearchParams(route.request().postData() ?? '')
    const response = form.get('SAMLResponse')
    if (response === null) return route.continue()
    const xml = Buffer.from(response, 'base64').toString('utf8')
    if (!xml.includes(from)) throw new Error(`the response does not name ${from}`)
    form.set('SAMLResponse', Buffer.from(xml.replaceAll(from, to)).toString('base64'))
    return route.continue({ postData: form.toString() })
  })
}

export async function stopTampering(context: BrowserContext): Promise<void> {
  await context.unroute('**/no.kantega.saml/sp/*/login')
}
