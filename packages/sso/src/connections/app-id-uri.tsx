import { Card, Copy } from '@postern/kit/html'
import { presetOf } from '../presets/presets.ts'
import type { Connection } from './connection.ts'
import { Reached, ReachedWords } from './reached.tsx'

/** *App ID URI*, and where it goes on the other screen. */
export function AppIdUri({ connection, title }: { connection: Connection; title: string }) {
  const { label, appProperties } = presetOf(connection.preset)
  const { fields, section } = appProperties
  return (
    <Card title={title} beside={<Reached connection={connection} />}>
      <p class="label">App ID URI</p>
      <Copy value={connection.address} label="App ID URI" strong />
      <p>
        In {label}, open <b>{section}</b> and enter it as{' '}
        {fields.map((field, n) => (
          <>
            {n > 0 && (n === fields.length - 1 ? ' and ' : ', ')}
            <b>{field}</b>
          </>
        ))}
        : the same address {times[fields.length] ?? 'each time'}.
      </p>
      <ReachedWords connection={connection} />
      <p class="small">
        Letter by letter: no slash is added at the end, and no letter changes its case. Where the identity
        provider wants a file:{' '}
        <a href={`${new URL(connection.address).pathname}/metadata`}>metadata of this service</a>.
      </p>
    </Card>
  )
}

const times: Readonly<Record<number, string>> = { 2: 'twice', 3: 'three times' }
