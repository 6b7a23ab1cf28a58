import { readFileSync } from 'node:fs'
import { asset } from '@postern/kit/design'

// Both src/passkeys and dist/passkeys lie two levels below the package, beside which the script stays: tsc copies none.
const body = readFileSync(new URL('../../browser/passkey.js', import.meta.url), 'utf8')

/** Where the script is served that asks the browser for a passkey; a module. */
export const passkeyScript: string = asset('passkey', 'js', 'text/javascript; charset=utf-8', body)
