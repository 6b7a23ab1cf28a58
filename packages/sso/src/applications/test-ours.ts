/** For tests: our providers, as an application is told. */
export const ours = {
  issuer: 'http://localhost:4200/openid',
  saml: {
    entityId: 'http://localhost:4200/saml/metadata',
    singleSignOn: 'http://localhost:4200/saml/sso',
    certificate: async () => '-----BEGIN CERTIFICATE-----\nAA==\n-----END CERTIFICATE-----\n',
  },
}
