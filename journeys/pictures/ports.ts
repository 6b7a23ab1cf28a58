import { createServer } from 'node:net'

/** Bitbucket, SSO service, identity provider: the ports of `npm start`, which the pictures should show. */
const usual = [7990, 4200, 4100] as const

/** The usual ports where all of them are free; undefined where somebody has one, and others are taken instead. */
export async function usualPorts(): Promise<readonly number[] | undefined> {
  for (const port of usual) if (!(await isFree(port))) return undefined
  return usual
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen(port, () => server.close(() => resolve(true)))
  })
}
