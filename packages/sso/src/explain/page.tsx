import { Button, Copy, Facts, Field, Fold, Head, Lines, Notice, Part, Row, Stack } from '@postern/kit/html'
import type { Attempt } from '../activity/activity.ts'
import { personOf } from '../activity/list-page.tsx'
import { told } from '../sign-in/words.ts'
import { codes, type Explained } from './codes.ts'
import { type EntraCode, entraCodes } from './entra-codes.ts'
import { type Found, longestText } from './find.ts'
import type { StoppedThere, Told } from './stopped-there.ts'

export interface ExplainPageProps {
  /** As it was pasted. */
  readonly query: string
  readonly found: Found
  /** Whom an application stopped, and what each says of the person now. */
  readonly stopped: StoppedThere | undefined
  readonly there: readonly Told[]
  /** Those of the references that were found. */
  readonly attempts: readonly Attempt[]
}

/** *Explain an error*: what somebody reports is pasted whole, and each code in it is told with its remedy. */
export function ExplainPage({ query, found, stopped, there, attempts }: ExplainPageProps) {
  const all = attempts.length + found.entra.length + found.codes.length + found.unknown.length
  const nothing = all === 0 && !stopped && query !== ''
  return (
    <>
      <Head
        title="Explain an error"
        lead="Paste what somebody reports: the message of Entra ID or of Bitbucket, a code, or the reference of a sign-in that was stopped here."
      />
      <Stack gap="wide">
        <search>
          <form method="get">
            <Stack>
              <Field
                name="q"
                label="Message, code or reference"
                hint="For example: AADSTS50105, or the whole page as it was copied."
                type="textarea"
                rows={3}
                maxlength={longestText}
                value={query}
              />
              <Row>
                <Button kind="primary">Explain</Button>
              </Row>
            </Stack>
          </form>
        </search>
        {nothing && (
          <Notice tone="warn" title="No code and no reference was found in it">
            A code of Entra ID begins with AADSTS. A reference of ours looks like K7M4-29QX, and its attempt
            may be too old.
          </Notice>
        )}
        {stopped && <Stopped of={stopped} there={there} />}
        {attempts.length > 0 && <Attempts of={attempts} />}
        {found.entra.map(({ number, means }) => (
          <EntraPart number={number} means={means} />
        ))}
        {found.unknown.map((number) => (
          <Part title={`AADSTS${number}`}>
            <p>This code is not among those that a sign-in by SAML is known to end with.</p>
            <Copy
              value={`https://login.microsoftonline.com/error?code=${number}`}
              label="the address where Microsoft explains it"
            />
          </Part>
        ))}
        {found.codes.map((one) => (
          <CodePart of={one} />
        ))}
        <AllCodes />
      </Stack>
    </>
  )
}

/** Signed in here, and not let in there: for want of an account, of a permission or of a seat. */
function Stopped({ of, there }: { of: StoppedThere; there: readonly Told[] }) {
  return (
    <Part title={`${of.userName} was signed in, and then not let in`}>
      <Stack>
        {there.map(({ application, cause, remedy }) => (
          <Facts
            facts={[
              { label: 'Application', value: application },
              { label: 'Cause', value: cause },
              { label: 'How to fix it', value: remedy },
            ]}
          />
        ))}
        {there.length === 0 && <p>No application is connected, so that none can be asked.</p>}
      </Stack>
    </Part>
  )
}

function Attempts({ of }: { of: readonly Attempt[] }) {
  return (
    <Part title="Attempts">
      <Lines
        items={of.map((attempt) => (
          <div>
            <a href={`/admin/activity/${attempt.id}`}>{attempt.reference}</a>
            <span class="small">
              {personOf(attempt)}: {attempt.refusal?.cause ?? 'was not refused.'}
            </span>
          </div>
        ))}
      />
    </Part>
  )
}

function EntraPart({ number, means }: { number: string; means: EntraCode }) {
  return (
    <Part title={`AADSTS${number}`} beside={<span class="small">Entra ID</span>}>
      <Facts
        facts={[
          { label: 'Cause', value: means.cause },
          { label: 'How to fix it', value: means.remedy },
          { label: 'Tell the person', value: means.person },
        ]}
      />
    </Part>
  )
}

function CodePart({ of: { code, area, cause, remedy } }: { of: Explained }) {
  const { what, blame, advice } = told(code, 'The identity provider')
  return (
    <Part title={code} beside={<span class="small">{area}</span>}>
      <Facts
        facts={[
          { label: 'Cause', value: cause },
          { label: 'How to fix it', value: remedy },
          { label: 'At a sign-in the person reads', value: `${what} ${blame} ${advice}` },
        ]}
      />
    </Part>
  )
}

const href = (code: string) => `/admin/explain?q=${code}`
const numbers = Object.keys(entraCodes).toSorted((a, b) => Number(a) - Number(b))
const ours = [...codes.keys()].toSorted()

function AllCodes() {
  return (
    <Stack>
      <Fold summary="All codes of Entra ID that are known here">
        <Lines
          items={numbers.map((number) => (
            <div>
              <a href={href(`AADSTS${number}`)}>AADSTS{number}</a>
              <span class="small">{entraCodes[number]?.cause}</span>
            </div>
          ))}
        />
      </Fold>
      <Fold summary="All codes of this service">
        <Lines
          items={ours.map((code) => (
            <div>
              <a href={href(code)}>{code}</a>
              <span class="small">{codes.get(code)?.cause}</span>
            </div>
          ))}
        />
      </Fold>
    </Stack>
  )
}
