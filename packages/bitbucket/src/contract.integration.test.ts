import { describeUnless, eachStore } from '@postern/kit/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { bitbucketServer } from './app.ts'
import { versions } from './instance/index.ts'
import { administer } from './testing/administer.ts'
import { contentOf } from './testing/content.ts'
import { api, asCall, contractCalls } from './testing/contract-calls.ts'
import { explained, unheld } from './testing/contract-explained.ts'
import { asRecorded, recorded } from './testing/contract-recorded.ts'
import { GitClient, withUser } from './testing/git.ts'
import { administrator, type Host, startHost } from './testing/host.ts'
import { missingSamples, openApi, sample, shapeOf } from './testing/openapi.ts'
import { query, restOf } from './testing/rest.ts'

describeUnless(missingSamples, 'the contract with the real Bitbucket', () => {
  eachStore((engine, open) => {
    // What differs does not hang on the store; one is enough, and the other suites run on both.
    if (engine !== 'embedded') return test('is judged on the embedded store', () => undefined)
    const git = new GitClient()
    afterAll(() => git.leave())

    async function furnished(
      plays: (typeof versions)['9.4' | '10.2'],
    ): Promise<{ host: Host; rest: ReturnType<typeof restOf>['rest'] }> {
      const host = await startHost(await open(), plays)
      const of = restOf(() => host.url)
      const { makeProject, makeRepository } = contentOf(of)
      if (plays.blocksBasicAuth) await allowBasic(host)
      await makeProject('ACME', { description: 'Shops' })
      await makeRepository('ACME', 'shop', { description: 'One' })
      // The third has the address that the commits are made with.
      for (const name of ['reader', 'second', 'jane']) {
        await of.addUser(name)
        const json = { username: name, password: 'pass word' }
        await of.rest('POST', '/rest/tsv/latest/authenticate', { json, as: '' })
      }
      await of.rest(
        'PUT',
        `/rest${api}/projects/ACME/repos/shop/permissions/users${query({ name: 'reader', permission: 'REPO_READ' })}`,
      )
      await of.rest(
        'PUT',
        `/rest${api}/projects/ACME/permissions/groups${query({ name: 'stash-users', permission: 'PROJECT_WRITE' })}`,
      )
      const folder = await git.begin(`work-${plays.version}`, { 'README.md': '# x\n', 'src/a.ts': 'a\n' })
      await git.commit(folder, { 'src/a.ts': 'b\n' }, 'Second')
      await git.run(['tag', '-a', '-m', 'One', 'v1'], folder)
      const address = withUser(
        `${host.url}/scm/acme/shop.git`,
        administrator.userName,
        administrator.password,
      )
      await git.run(['tag', 'light'], folder)
      await git.run(['push', '-q', address, 'main', 'v1', 'light'], folder)
      return { host, rest: of.rest }
    }

    describe.each(['9.4', '10.0'] as const)('the document of %s', (version) => {
      let host: Host
      let rest: ReturnType<typeof restOf>['rest']
      const document = openApi(version)
      beforeAll(async () => {
        ;({ host, rest } = await furnished(versions[version === '9.4' ? '9.4' : '10.2']))
      })
      afterAll(() => host.stop())

      let made = ''
      const known = contractCalls.filter(([method, template]) => document.has(method, template))
      test.each(known.map(asCall))(
        '$method $template ($path) answers $status as it says',
        async ({ method, template, path, status, json }) => {
          const answered = await rest(
            method.toUpperCase(),
            `/rest${filled(template, path.replace('MADE', made))}`,
            json === undefined ? {} : { json },
          )
          expect([answered.status, answered.body]).toEqual([status, answered.body])
          made = idOf(answered.body) ?? made
          const found = document
            .differences(method, template, answered.status, answered.body)
            .filter((line) => !explained.some(([pattern]) => pattern.test(`${method} ${template} ${line}`)))
          expect(found).toEqual([])
        },
      )

      test('knows nearly all of the calls', () => {
        const unknown = contractCalls.filter((row) => !known.includes(row)).map(([, template]) => template)
        const families = new Set(unknown.map((template) => template.split('/')[1]))
        // Of 10.0 a copy without these is all there is; those of 10.3 have them (bitbucket.md 2.7).
        expect(families).toEqual(new Set(version === '9.4' ? [] : ['authconfig', 'basicauth', 'tsv']))
      })
    })

    test('holds every call that the host answers', async () => {
      const host = await startHost(await open())
      const { app } = bitbucketServer(host.world)
      await host.stop()
      // Neither document tells of `/rest/oauth2`; the tests of application links do (RFC 6749).
      const served = app.routes.filter(({ path }) => path.startsWith('/rest/') && !path.includes('oauth2'))
      const judged = new Set(contractCalls.map(([method, template]) => formOf(method, template)))
      const forgotten = served.map(({ method, path }) =>
        formOf(method, path.slice('/rest'.length).replace(/:version\{[^}]+\}/, 'latest')),
      )
      expect(forgotten.length).toBeGreaterThan(80)
      expect(forgotten.filter((form) => !judged.has(form))).toEqual([])
    })

    describe('what instances were recorded to answer', () => {
      let host: Host
      let rest: ReturnType<typeof restOf>['rest']
      beforeAll(async () => {
        ;({ host, rest } = await furnished(versions['9.4']))
      })
      afterAll(() => host.stop())

      test.each(recorded.map(asRecorded))(
        '$file is of the shape of $path',
        async ({ file, path, status, more }) => {
          const answered = await rest(
            more?.method ?? 'GET',
            `/rest${api}${path}`,
            more ? { json: more.json } : {},
          )
          expect(answered.status).toBe(status)
          const ours = shapeOf(answered.body)
          const missing = [...shapeOf(sample(file))].filter(
            (line) => !ours.has(line) && !unheld.some(([pattern]) => pattern.test(line)),
          )
          expect(missing).toEqual([])
        },
      )

      test('what is refused has its words', async () => {
        for (const [file, path] of [
          ['project-not-exist', '/projects/HelloWorld'],
          ['repository-not-exist', '/projects/ACME/repos/JKXATTQLOT'],
        ] as const) {
          const { body } = await rest('GET', `/rest${api}${path}`)
          const names = (text: string) => text.replace('CFSTLRYHBN', 'ACME')
          expect(body).toEqual(
            JSON.parse(names(JSON.stringify(sample(`cdancy-bitbucket-rest/${file}.json`)))),
          )
        }
      })
    })
  })
})

const idOf = (body: unknown): string | undefined =>
  typeof body === 'object' && body !== null && 'id' in body ? String(body.id) : undefined

/** A call without the names of its parameters: `get /api/latest/projects/{}`. */
const formOf = (method: string, path: string): string =>
  `${method.toLowerCase()} ${path.replace(/:\w+(?:\{(?:[^{}]|\{[^}]*\})*\})?|\{\w+\}/g, '{}')}`

/** `ACME shop main?x=y` fills `{projectKey}`, `{repositorySlug}` and what follows, in their order. */
function filled(template: string, path: string): string {
  const [places = '', search] = path.split('?')
  const values = places.split(' ')
  const whole = template.replace(/\{\w+\}/g, () => values.shift() ?? '')
  return search === undefined ? whole : `${whole}?${search}`
}

/** As an administrator does it on an instance of 10: by a session, since Basic is what is blocked. */
async function allowBasic(host: Host): Promise<void> {
  const browser = await administer(host)
  const { status } = await browser.open(`${host.url}/rest/basicauth/latest/config`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json', 'x-atlassian-token': 'no-check' },
    body: JSON.stringify({ 'block-requests': false }),
  })
  if (status !== 204) throw new Error(`basic authentication was not allowed: ${status}`)
}
