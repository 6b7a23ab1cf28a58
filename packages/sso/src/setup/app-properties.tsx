import { Notice } from '@postern/kit/html'
import { AppIdUri } from '../connections/app-id-uri.tsx'
import { presetOf } from '../presets/presets.ts'
import type { SetupStep, StepContext } from './step.ts'

/** *App properties*: our one address, to be given to the identity provider before it has anything to give to us. */
export const appProperties: SetupStep = {
  id: 'app-properties',
  label: 'App properties',
  lead: ({ preset }) =>
    `One address stands for this connection. ${presetOf(preset).label} needs it before it can make its metadata.`,
  answer: () => 'App ID URI',
  view: async (of) => <AppProperties {...of} />,
  save: async () => ({ changes: {} }),
}

function AppProperties({ web, connection }: StepContext) {
  const { assignment } = presetOf(connection.preset)
  const ours = new URL(connection.address).host
  const asked = web.req.header('host') ?? ours
  return (
    <>
      {asked !== ours && (
        <Notice tone="warn" title={`You opened this console at ${asked}, but the address says ${ours}.`}>
          People must reach this service at {ours}. If that is wrong, correct PUBLIC_URL and add the identity
          provider anew.
        </Notice>
      )}
      <AppIdUri connection={connection} title="What the identity provider asks for" />
      <p class="small">Who may sign in there: {assignment[connection.edition]}</p>
    </>
  )
}
