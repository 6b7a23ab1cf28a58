import { byKind } from './by-kind.ts'
import type { Template } from './template.ts'

const kantega = (product: string, id: string, description: string): Template => ({
  id: `kantega-${id}`,
  name: `Kantega SSO for ${product}`,
  category: 'Developer services',
  description,
  opens: product,
  pattern: 'https://<server-base-url>/plugins/servlet/no.kantega.saml/sp/<uniqueid>/login',
})

/** The template of an application that is in no gallery. */
export const ownTemplate: Template = {
  id: 'own',
  name: 'Create your own application',
  category: 'Any other application you do not find in the gallery',
  description: 'Any application that knows SAML 2.0.',
}

/** The gallery, in the order in which it is shown. */
export const templates: readonly Template[] = [
  kantega('Bitbucket', 'bitbucket', 'Code and repositories'),
  kantega('Jira', 'jira', 'Issues and boards'),
  kantega('Confluence', 'confluence', 'Pages and spaces'),
  kantega('Bamboo', 'bamboo', 'Builds and releases'),
  kantega('FishEye/Crucible', 'fisheye-crucible', 'Code search and review'),
  ...byKind,
  ownTemplate,
]

/** Templates that are retired stay readable: what is not known any more behaves as one's own. */
export const templateOf = (id: string): Template =>
  templates.find((template) => template.id === id) ?? ownTemplate
