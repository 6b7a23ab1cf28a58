export interface Told {
  /** What happened. */
  readonly what: string
  /** Whether it is the person's fault, and what to do. */
  readonly blame: string
  readonly advice: string
  /** Whether trying again can help. */
  readonly again: boolean
}

/** What a person is told; the administrator reads the rest in Activity. `who` is the identity provider's name. */
export function told(code: string, who: string): Told {
  const known = words[code]
  if (known) return known(who)
  return code.startsWith('application-') ? applicationFailed : generic(who)
}

const notYou = 'You did nothing wrong.'
const byAdministrator = 'Trying again will not help until an administrator has changed a setting.'

const generic = (who: string): Told => ({
  what: `${who} sent an answer that could not be accepted, so we did not use it.`,
  blame: 'Your password is fine.',
  advice: byAdministrator,
  again: false,
})

const again = (what: string, advice = 'Start again from the application.'): Told => ({
  what,
  blame: notYou,
  advice,
  again: true,
})

const wait = (what: string): Told => ({ what, blame: notYou, advice: byAdministrator, again: false })

const meant = (who: string): Told => ({
  ...generic(who),
  what: `${who} sent an answer that was meant for a different address, so we did not use it.`,
})

const key = (who: string): Told => ({
  ...generic(who),
  what: `We could not tell that the answer really comes from ${who}: it was sealed with a key that is not known here.`,
})

const clock = (who: string): Told => ({
  ...generic(who),
  what: `The clocks of ${who} and of this service do not agree, so its answer is not valid now.`,
})

const applicationFailed: Told = {
  what: 'The application could not be asked for your account, so you were not let in.',
  blame: notYou,
  advice: 'Try again in a minute. If it stays so, an administrator must look at the application.',
  again: true,
}

const words: Readonly<Record<string, (who: string) => Told>> = {
  internal: () => again('The sign-in service failed. This is a fault of ours.', 'Try again in a minute.'),
  unsolicited: (who) => again(`${who} may not start a sign-in here.`, 'Start from the application instead.'),
  'claim-repeated': (who) => wait(`${who} sent two answers to who you are, so we used none.`),
  audience: (who) => meant(who),
  recipient: (who) => meant(who),
  destination: (who) => meant(who),
  'certificate-expired': (who) => key(who),
  'signature-value': (who) => key(who),
  time: (who) => clock(who),
  'issue-instant': (who) => clock(who),
  'confirmation-time': (who) => clock(who),
  'response-status': (who) => ({
    ...wait(`${who} did not sign you in.`),
    advice: 'Your help desk can see the reason that it gave.',
  }),
  'signed-part': (who) => ({
    ...generic(who),
    what: `${who} did not sign all of its answer that must be signed, so we did not use it.`,
  }),
  'waited-too-long': () => again('Waiting for your account is over.'),
  'response-replayed': () => again('This sign-in was completed before. Each one works once.'),
  'relay-state-unknown': () => again('This sign-in is over, or was never begun here.'),
  'relay-state-expired': () => again('This sign-in took longer than 15 minutes.'),
  'interaction-unknown': () => again('This sign-in is over, or was begun in another browser.'),
  'wrong-browser': () =>
    again(
      'This sign-in was begun in another browser, or your browser did not send our cookie.',
      'Start again from the application and stay in one browser. Cookies must be allowed for this site.',
    ),
  'authentication-not-fresh': (who) => wait(`${who} was asked to check who you are anew, and did not.`),
  'domain-not-known': (who) => wait(`${who} may not sign you in here: your domain is not on its list.`),
  'connection-unknown': () => wait('This address belongs to no connection here.'),
  'connection-not-ready': (who) => wait(`Nobody can sign in by ${who} at the moment.`),
  'no-connection': () =>
    wait('Nobody can sign in to this application at the moment: no identity provider is ready.'),
  'account-unknown': () => wait('You have no account in the application, and none is made for you.'),
  'account-is-administrator': () =>
    wait(
      'Your account administers the application, and such accounts are not tied to a person by name alone.',
    ),
  'account-taken': () => wait('The account with your name belongs to another person already.'),
  'account-name-in-use': () =>
    wait('The user name that you would get is in use, and it is not clear by whom.'),
  'account-several': () =>
    wait('More than one account has your e-mail address, and it is not clear which is yours.'),
  'user-name-domain': (who) => wait(`${who} may not sign in people of the domain of your name.`),
  'claim-missing': (who) => wait(`${who} did not send all that is needed to know you.`),
  'account-inactive': () => wait('Your account in the application is not active.'),
  'account-address': () => wait('No e-mail address of yours is known, and the application needs one.'),
  'account-subject': (who) => wait(`${who} did not say who you are in a way that lasts.`),
  'account-name': () => wait('The name that was sent for you cannot be a user name.'),
}
