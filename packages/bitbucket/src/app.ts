import { assets } from '@postern/kit/design'
import { createApp, type Env } from '@postern/kit/http'
import type { World } from '@postern/kit/world'
import type { Hono } from 'hono'
import { accessTokens, accessTokensRest, accessTokensRoutes } from './access-tokens/index.ts'
import { addOnsRoutes, installations } from './add-ons/index.ts'
import { administrationRoutes } from './administration/routes.tsx'
import { answerTo } from './answer.tsx'
import {
  applicationLinks,
  authorizeRoutes,
  linksRoutes,
  grants as oauthGrants,
  tokenRoutes,
} from './application-links/index.ts'
import { audit } from './audit/index.ts'
import { auditLogRoutes } from './audit-log/index.ts'
import { methodsRest, methodsRoutes, providers, ssoConfiguration } from './authentication-methods/index.ts'
import { basicAuth, basicAuthRest, basicAuthRoutes } from './basic-auth/index.ts'
import { directory as openDirectory } from './directory/index.ts'
import { externalLoginRoutes } from './external-login/index.ts'
import { bareRepositories } from './git/index.ts'
import { groupsRest } from './groups/rest.ts'
import { groupsRoutes } from './groups/routes.tsx'
import { homeRoutes } from './home/routes.tsx'
import { instanceRest, usualVersion, type Version } from './instance/index.ts'
import { licenceRest, licenceRoutes } from './licence/index.ts'
import { discovery, journeys, openidRoutes, publishedKeys } from './openid/index.ts'
import { permissionsRest } from './permissions/rest.ts'
import { permissionsRoutes } from './permissions/routes.tsx'
import { authorization, bitbucketSessions, credentials as checkedBy, pagesFor } from './person/index.ts'
import {
  contentAccess,
  contentGrants,
  contentPermissionsRest,
  levelsOf,
  projects as openProjects,
  projectsRest,
  projectsRoutes,
} from './projects/index.ts'
import {
  branchesRest,
  contentRest,
  contentRoutes,
  repositories as openRepositories,
  outOfScopeRoutes,
  repositoriesRest,
  repositoriesRoutes,
} from './repositories/index.ts'
import { callsFor } from './rest/index.ts'
import { samlRoutes, usedAssertions } from './saml/index.ts'
import { scmServer } from './scm/index.ts'
import { signInRest } from './sign-in/rest.ts'
import { signInRoutes } from './sign-in/routes.tsx'
import { usersRest } from './users/rest.ts'
import { usersRoutes } from './users/routes.tsx'
import {
  administratorAccess,
  type Confirmations,
  confirmations as confirmationsIn,
  websudoRoutes,
} from './websudo/index.ts'

export interface BitbucketServer {
  readonly app: Hono<Env>
  /** Git over HTTP, which streams and so stands beside the app. */
  readonly before: ReturnType<typeof scmServer>
}

/** The Bitbucket host: every feature, with what it needs. */
export function bitbucketServer(
  world: World,
  plays: Version = usualVersion,
  startedService?: string,
): BitbucketServer {
  const { store, seal } = world
  const { publicUrl } = world.settings
  const directory = openDirectory(store)
  const people = { directory, sessions: bitbucketSessions(store) }
  const credentials = checkedBy({ directory, store, random: world.random })
  const confirmations = confirmationsIn(store)
  const access = administratorAccess(confirmations)
  const links = applicationLinks({ store, seal })
  const grants = oauthGrants(store, directory)
  const confirmed: Confirmations['holds'] = (session, now) => confirmations.holds(session, now)
  const basic = basicAuth(store, plays)
  const tokens = accessTokens(store, directory)
  const authorize = authorization({
    directory,
    credentials,
    bearer: async (token, now) => (await tokens.actorOf(token, now)) ?? grants.actorOf(token, now),
    basicAllowed: (user, path) => basic.allows(user, path),
  })
  const calls = callsFor({ people, authorize, confirmed })
  const bare = bareRepositories(world.settings.dataDirectory)
  const projects = openProjects(store)
  const repositories = openRepositories(store, bare)
  const levels = levelsOf(store)
  const content = contentAccess({ projects, levels, findRepository: repositories.find })
  const pages = pagesFor(people, access)
  const identityProviders = providers({ store, seal })
  const sso = ssoConfiguration(store)
  const openid = {
    people,
    providers: identityProviders,
    journeys: journeys(store),
    endpoints: discovery(),
    keys: publishedKeys(),
  }

  const contentRights = contentGrants(store)
  const repositoryPages = { pages, repositories, access: content, grants: contentRights }

  const app = createApp({ world, answer: answerTo(people) })
  serveAssets(app)
  const features: readonly Hono<Env>[] = [
    instanceRest(calls, plays),
    usersRest({ plays, directory, calls, people, credentials, publicUrl }),
    groupsRest({ plays, directory, calls, publicUrl }),
    permissionsRest({ directory, calls, publicUrl }),
    projectsRest({ calls, projects, access: content, publicUrl }),
    contentPermissionsRest({ calls, access: content, grants: contentRights, publicUrl }),
    repositoriesRest({ calls, projects, repositories, access: content, publicUrl }),
    contentRest({ calls, directory, repositories, access: content, publicUrl }),
    branchesRest({ calls, repositories, access: content }),
    accessTokensRest({ calls, directory, access: content, tokens }),
    basicAuthRest({ calls, basicAuth: basic }),
    licenceRest({ calls, licences: directory.licences }),
    methodsRest({ directory, calls, providers: identityProviders, sso, publicUrl }),
    authorizeRoutes({ pages, links, grants, access, confirmed }),
    tokenRoutes({ links, grants }),
    signInRest({ calls, people, credentials, plays }),
    signInRoutes({ people, credentials, providers: identityProviders, sso }),
    externalLoginRoutes(openid),
    openidRoutes(openid),
    projectsRoutes({ pages, projects, access: content, grants: contentRights }),
    repositoriesRoutes(repositoryPages),
    contentRoutes(repositoryPages),
    outOfScopeRoutes({ pages }),
    accessTokensRoutes({ pages, access: content, tokens }),
    homeRoutes({ pages, directory, repositories }),
    samlRoutes({ ...openid, used: usedAssertions(store) }),
    administrationRoutes({ pages }),
    websudoRoutes({ pages, credentials, confirmations }),
    linksRoutes({ pages, links }),
    addOnsRoutes({
      pages,
      links,
      grants,
      providers: identityProviders,
      sso,
      installations: installations(store),
      startedService,
    }),
    usersRoutes({ pages, people, directory }),
    groupsRoutes({ pages, directory }),
    permissionsRoutes({ pages, directory }),
    basicAuthRoutes({ pages, basicAuth: basic }),
    licenceRoutes({ pages, licences: directory.licences }),
    methodsRoutes({ pages, providers: identityProviders, sso }),
    auditLogRoutes({ pages, audit: audit(store) }),
  ]
  for (const feature of features) app.route('/', feature)
  return {
    app,
    before: scmServer({ world, licences: directory.licences, authorize, repositories, levels, bare }),
  }
}

function serveAssets(app: Hono<Env>): void {
  for (const [path, asset] of assets) {
    app.get(path, (web) =>
      web.body(asset.body, 200, {
        'content-type': asset.type,
        etag: asset.etag,
        'cache-control': 'public, max-age=31536000, immutable',
      }),
    )
  }
}
