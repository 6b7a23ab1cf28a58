// @ts-check
/*
 * Asks the browser for a passkey and sends what it answers as the form that it stands in. The pages work without it: the
 * other ways to sign in are forms of their own.
 */

for (const form of document.querySelectorAll('form[data-passkey]')) {
  if (form instanceof HTMLFormElement && !form.dataset.ready) prepare(form)
}

/** @param {HTMLFormElement} form */
function prepare(form) {
  form.dataset.ready = 'yes'
  const button = form.querySelector('button')
  const missing = whatIsMissing(form.dataset.origin ?? '')
  if (missing) {
    say(form, ...missing)
    if (button) button.disabled = true
    return
  }
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    if (button) button.disabled = true
    say(form, 'Follow what your browser asks.')
    void send(form).catch((error) => {
      say(form, words(error))
      if (button) button.disabled = false
    })
  })
}

/** A secure context is https, or localhost (WebAuthn 5). @param {string} origin @returns {(string | Node)[] | undefined} */
function whatIsMissing(origin) {
  const there = document.createElement('a')
  there.href = new URL(location.pathname + location.search, origin).href
  there.textContent = origin
  if (!isSecureContext) return ['Passkeys need https://, or http:// on localhost. Open ', there, '.']
  if (location.origin !== origin) return ['Passkeys of this console belong to one address. Open ', there, '.']
  if (!('PublicKeyCredential' in window) || !('parseRequestOptionsFromJSON' in PublicKeyCredential))
    return ['This browser is too old for passkeys here. Use another browser, or another way.']
  return undefined
}

/** @param {HTMLFormElement} form */
async function send(form) {
  const options = await optionsOf(form)
  const credential =
    form.dataset.passkey === 'create'
      ? await navigator.credentials.create({
          publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options),
        })
      : await navigator.credentials.get({
          publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options),
        })
  const field = form.elements.namedItem('credential')
  if (!(credential instanceof PublicKeyCredential) || !(field instanceof HTMLInputElement))
    throw new Error('no credential')
  field.value = JSON.stringify(credential)
  HTMLFormElement.prototype.submit.call(form)
}

/** @param {HTMLFormElement} form */
async function optionsOf(form) {
  const csrf = form.elements.namedItem('csrf')
  const body = new URLSearchParams({ csrf: csrf instanceof HTMLInputElement ? csrf.value : '' })
  const answer = await fetch(`${form.getAttribute('action')}/options`, { method: 'POST', body })
  const isJson = answer.headers.get('content-type')?.startsWith('application/json')
  if (!answer.ok || answer.redirected || !isJson) throw new DOMException('too old', 'PageTooOld')
  return answer.json()
}

/** @param {unknown} error */
function words(error) {
  const name = error instanceof Error || error instanceof DOMException ? error.name : ''
  switch (name) {
    case 'NotAllowedError':
      return 'No passkey was used: it was cancelled, took too long, or there is none here for this service.'
    case 'InvalidStateError':
      return 'This device has a passkey of yours already. Choose another device.'
    case 'PageTooOld':
      return 'This page is too old. Reload it, then try again.'
    case 'SecurityError':
      return 'The browser refuses passkeys at this address. PUBLIC_URL of the SSO service must be the address that you opened.'
    case 'TypeError':
      return 'The SSO service did not answer. Try again.'
    default:
      return `The browser could not use a passkey (${name || 'unknown reason'}). Use another way.`
  }
}

/** @param {HTMLFormElement} form @param {...(string | Node)} what */
function say(form, ...what) {
  form.querySelector('[data-says]')?.replaceChildren(...what)
}
