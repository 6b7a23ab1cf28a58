import type { Answer } from '@postern/kit/http'
import { Stopped } from './frame/index.ts'
import { type People, personOf, toLogin } from './person/index.ts'
import { restFailure } from './rest/index.ts'

/** The one page below /rest: an application sends people's browsers there (bitbucket.md 2.0). */
const isPage = /^\/rest\/oauth2\/[^/]+\/authorize$/

/** How each failure is told: JSON below /rest, a page elsewhere. A stranger learns of no page whether it exists. */
export function answerTo(people: People): Answer {
  return async (web, failure) => {
    if (web.req.path.startsWith('/rest/') && !isPage.test(web.req.path)) return restFailure(web, failure)
    if (failure.code === 'page-missing' && !(await personOf(web, people))) return toLogin(web)
    return web.html(<Stopped web={web} failure={failure} />, failure.status)
  }
}
