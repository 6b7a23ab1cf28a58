import type { Application } from '../applications/application.ts'

/** Bitbucket calls itself by its base URL (bitbucket.md 1c). */
export const entityIdOf = ({ baseUrl }: Application): string => baseUrl

export const assertionConsumerServiceOf = ({ baseUrl }: Application): string =>
  `${baseUrl}/plugins/servlet/samlconsumer`
