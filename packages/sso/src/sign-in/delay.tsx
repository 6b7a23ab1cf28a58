import { Button, Door, Stack } from '@postern/kit/html'
import type { Web } from '@postern/kit/http'
import type { ReadyConnection } from '../connections/connection.ts'

/**
 * Says where the person goes next, for as long as the connection wants, with a Cancel: somebody who has two accounts, or
 * sits at another's screen, is not carried off. It goes on by itself also without a script.
 */
export function delayed(web: Web, { id, name, choices }: ReadyConnection, under: string) {
  const onward = `${web.req.path}?connection=${id}`
  web.header('refresh', `${choices.delaySeconds}; url=${onward}`)
  const seconds = choices.delaySeconds === 1 ? '1 second' : `${choices.delaySeconds} seconds`
  return web.html(
    <Door server="sso" title={`On to ${name}`} brand="Postern" under={under}>
      <p>
        You go on to {name} in {seconds}.
      </p>
      <Stack gap="tight">
        <Button kind="primary" full href={onward}>
          Go on now
        </Button>
        <Button full href={`${web.req.path}?choose=yes`}>
          Cancel
        </Button>
      </Stack>
    </Door>,
  )
}
