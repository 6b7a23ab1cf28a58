/** The names that the tutorial uses, at the domain of `npm start -- --empty`. */
export const application = 'Kantega SSO for Bitbucket'
export const addOn = 'Kantega SSO for Bitbucket SAML & Kerberos'
export const domain = 'contoso.example'
export const bSimon = `B.Simon@${domain}`
export const britta = `Brittasimon@${domain}`
/** The group of every new Bitbucket whose people may log in. */
export const group = 'stash-users'
