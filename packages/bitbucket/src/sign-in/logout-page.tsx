import { Button, Csrf, Door } from '@postern/kit/html'

/** Asked of those whom another site led here, so that it cannot log them out. */
export function LogoutPage({ host, csrf }: { host: string; csrf: string }) {
  return (
    <Door server="host" brand="Bitbucket" title="Log out?" under={host}>
      <p>Another site led you here. You are still logged in.</p>
      <form class="stack" method="post" action="/logout">
        <Csrf token={csrf} />
        <Button href="/" full>
          Stay logged in
        </Button>
        <Button kind="primary" full>
          Log out
        </Button>
      </form>
    </Door>
  )
}
