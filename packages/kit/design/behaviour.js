// @ts-check
/*
 * What script adds to pages that work without it. Each behaviour finds its own attribute and leaves the rest alone;
 * `enliven` runs again on what a live search brings in.
 */

/** @param {ParentNode} root */
function enliven(root) {
  for (const box of all(root, '[data-copy]')) addCopy(box)
  for (const box of all(root, '[data-drop]')) readDrop(box)
  for (const time of all(root, 'time[data-show]')) showLocal(time)
  for (const wrap of all(root, '.wrap, .source')) if (wrap.scrollWidth > wrap.clientWidth) wrap.tabIndex = 0
}

/** @param {ParentNode} root @param {string} selector @returns {NodeListOf<HTMLElement>} */
const all = (root, selector) => root.querySelectorAll(selector)

/** One live region for the page: screen readers do not hear a region that is added together with its words. */
const region = document.createElement('p')
region.className = 'hide'
region.setAttribute('role', 'status')
document.body.append(region)

/** @param {string} words */
function say(words) {
  region.textContent = ''
  setTimeout(() => {
    region.textContent = words
  }, 50)
}

const outlines = { copy: 'M6 6h8v8H6zM10 6V2H2v8h4', check: 'M3 8.5 6.5 12 13 4.5' }

/** @param {keyof typeof outlines} name */
function icon(name) {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg')
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path')
  svg.setAttribute('class', 'i')
  svg.setAttribute('viewBox', '0 0 16 16')
  svg.setAttribute('aria-hidden', 'true')
  path.setAttribute('d', outlines[name])
  svg.append(path)
  return svg
}

/** Adds a Copy button that answers "Copied" for two seconds. @param {HTMLElement} box */
function addCopy(box) {
  const button = document.createElement('button')
  const { copy = '', label = '' } = box.dataset
  button.type = 'button'
  button.className = 'btn small'
  button.setAttribute('aria-label', `Copy ${label}`)
  button.append(icon('copy'), 'Copy')
  let back = 0
  /** @param {boolean} done */
  const answer = (done) => {
    say(done ? `Copied ${label}` : `${label} is selected. Copy it with the keyboard.`)
    button.replaceChildren(icon(done ? 'check' : 'copy'), done ? 'Copied' : 'Selected')
    clearTimeout(back)
    back = setTimeout(() => button.replaceChildren(icon('copy'), 'Copy'), 2000)
  }
  button.addEventListener('click', () => void put(copy, box).then(answer))
  box.append(button)
}

/**
 * Plain http has no clipboard outside localhost: there the value is selected, for the person to copy.
 * @param {string} text @param {HTMLElement} box
 */
async function put(text, box) {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    const code = box.querySelector('code')
    if (code) getSelection()?.selectAllChildren(code)
    return false
  }
}

/** Lets a file be dropped on the box, and says which one was chosen before it is sent. @param {HTMLElement} box */
function readDrop(box) {
  const input = box.querySelector('input')
  if (!input) return
  for (const kind of ['dragenter', 'dragover', 'dragleave', 'drop']) {
    box.addEventListener(kind, (event) => {
      event.preventDefault()
      box.classList.toggle('over', kind === 'dragenter' || kind === 'dragover')
    })
  }
  box.addEventListener('drop', (event) => {
    const files = event.dataTransfer?.files
    if (!files?.length) return
    input.files = files
    input.dispatchEvent(new Event('change', { bubbles: true }))
  })
  input.addEventListener('change', () => void showFile(box, input.files?.[0]))
}

/** @param {HTMLElement} box @param {File | undefined} file */
async function showFile(box, file) {
  const [name, says] = box.querySelectorAll('[data-said] > *')
  if (!file || !name || !says) return
  const large = file.size > Number(box.dataset.largest ?? Number.POSITIVE_INFINITY)
  name.textContent = file.name
  says.textContent = large
    ? `${size(file.size)} is more than the ${size(Number(box.dataset.largest))} that are read.`
    : `${size(file.size)}, not sent yet.`
  box.classList.toggle('read', !large)
  const into = document.getElementById(box.dataset.into ?? '')
  if (into instanceof HTMLTextAreaElement && !large) into.value = await file.text()
}

/** @param {number} bytes */
function size(bytes) {
  if (bytes < 1024) return `${bytes} bytes`
  return bytes < 1048576 ? `${(bytes / 1024).toFixed(1)} KB` : `${(bytes / 1048576).toFixed(1)} MB`
}

/** @type {Intl.DateTimeFormatOptions} */
const date = { day: 'numeric', month: 'long', year: 'numeric' }

/** @type {Record<string, Intl.DateTimeFormatOptions>} */
const shows = {
  minute: { ...date, hour: '2-digit', minute: '2-digit', timeZoneName: 'short' },
  second: { ...date, hour: '2-digit', minute: '2-digit', second: '2-digit', timeZoneName: 'short' },
  day: date,
  'short day': { day: 'numeric', month: 'short', year: 'numeric' },
  time: { hour: '2-digit', minute: '2-digit' },
  'exact time': { hour: '2-digit', minute: '2-digit', second: '2-digit', fractionalSecondDigits: 3 },
}

/** Local time where it is read, the exact moment and its zone on hover. @param {HTMLElement} element */
function showLocal(element) {
  const at = new Date(element.getAttribute('datetime') ?? '')
  const options = shows[element.dataset.show ?? '']
  if (Number.isNaN(at.getTime()) || !options) return
  element.textContent = new Intl.DateTimeFormat('en-GB', options).format(at).replace(' at ', ', ')
  const zone = new Intl.DateTimeFormat('en-GB', { timeZoneName: 'long' }).formatToParts(at)
  const name = zone.find((part) => part.type === 'timeZoneName')?.value ?? ''
  const here = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'medium' }).format(at)
  element.title = `${here.replace(' at ', ', ')}, ${name}. ${at.toISOString().replace('T', ' ').replace('Z', ' UTC')}`
}

/** Exchanges the list under a filter while one types; the button stays for those who press it. @param {HTMLElement} form */
function searchLive(form) {
  if (!(form instanceof HTMLFormElement)) return
  let wait = 0
  let asked = new AbortController()
  const ask = async () => {
    asked.abort()
    asked = new AbortController()
    const address = new URL(form.action || location.href)
    address.search = String(new URLSearchParams(words(form)))
    try {
      const answer = await fetch(address, { signal: asked.signal, headers: { accept: 'text/html' } })
      if (answer.ok) exchange(form.dataset.live ?? '', await answer.text(), address)
    } catch {
      // Aborted by the next letter, or the network is gone: the list stays, and the button says what is wrong.
    }
  }
  const soon = () => {
    clearTimeout(wait)
    wait = setTimeout(() => void ask(), 200)
  }
  form.addEventListener('input', soon)
}

/** @param {HTMLFormElement} form @returns {[string, string][]} */
function words(form) {
  return [...new FormData(form)].flatMap(([name, value]) =>
    typeof value === 'string' ? [[name, value]] : [],
  )
}

/** @param {string} id @param {string} html @param {URL} address */
function exchange(id, html, address) {
  const next = new DOMParser().parseFromString(html, 'text/html').getElementById(id)
  const now = document.getElementById(id)
  if (!next || !now) return
  now.replaceWith(next)
  enliven(next)
  history.replaceState(history.state, '', address)
  const found = next.querySelectorAll('tbody tr, :scope > li').length
  say(found === 0 ? 'Nothing found' : `${found} shown`)
}

/** A link that asks before a loss opens its dialog; Escape and the safe button close it, and focus returns. */
document.addEventListener('click', (event) => {
  if (!(event.target instanceof Element) || event.ctrlKey || event.metaKey || event.shiftKey) return
  const opener = event.target.closest('[data-dialog]')
  const opened = opener instanceof HTMLElement && document.getElementById(opener.dataset.dialog ?? '')
  const closing = event.target.closest('dialog [data-close]')?.closest('dialog')
  const outside = event.target instanceof HTMLDialogElement && isOutside(event.target, event)
  if (opened instanceof HTMLDialogElement) opened.showModal()
  else if (closing) closing.close()
  else if (outside) event.target.close()
  else return
  event.preventDefault()
})

/** @param {HTMLDialogElement} dialog @param {MouseEvent} at */
function isOutside(dialog, at) {
  const box = dialog.getBoundingClientRect()
  return at.clientX < box.left || at.clientX > box.right || at.clientY < box.top || at.clientY > box.bottom
}

/** Sends the message on at once, but not for a person who came back to this page and would be sent away again. */
function sendOn() {
  const form = document.querySelector('form[data-continue]')
  const [entry] = performance.getEntriesByType('navigation')
  const back = entry instanceof PerformanceNavigationTiming && entry.type === 'back_forward'
  // Through the prototype: a field of the message may be called "submit" and hide the form's own.
  if (form instanceof HTMLFormElement && !back) HTMLFormElement.prototype.submit.call(form)
}

/**
 * Back to a page that answered a form is a question of the browser, whether to send the form once more. Where the same
 * address shows the form as it is kept, that is asked for instead.
 */
function comeBackAfresh() {
  if (document.querySelector('form[data-kept] .summary'))
    history.replaceState(history.state, '', location.href)
}

/** What was done is said once: reloading the page, or coming back to it, does not say it again. */
function sayOnce() {
  const address = new URL(location.href)
  if (!document.querySelector('.toast') || !address.searchParams.has('done')) return
  address.searchParams.delete('done')
  history.replaceState(history.state, '', address)
}

/** Days are those of where the reader is. A page that was opened for another zone is asked for in the own one next time. */
for (const input of all(document, 'input[data-zone]')) {
  if (input instanceof HTMLInputElement) input.value = new Intl.DateTimeFormat().resolvedOptions().timeZone
}

enliven(document)
for (const form of all(document, 'form[data-live]')) searchLive(form)
for (const here of all(document, ':is(.side, .tabs) [aria-current]')) {
  here.scrollIntoView({ block: 'nearest', inline: 'center' })
}
comeBackAfresh()
sayOnce()
sendOn()
