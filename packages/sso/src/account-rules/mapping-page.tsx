import {
  Address,
  Button,
  Choices,
  Csrf,
  Empty,
  ErrorSummary,
  Facts,
  Field,
  type FieldError,
  Fold,
  Notice,
  Part,
  Row,
  Stack,
  Table,
  When,
} from '@postern/kit/html'
import { Problem } from '@postern/saml'
import type { Connection } from '../connections/connection.ts'
import { path } from '../connections/words.ts'
import {
  type MappingField,
  mappingFields,
  mappingWords,
  type TypedMapping,
  transformWords,
} from './mapping-form.ts'
import { claimNames, nameIdClaim } from './person.ts'
import type { Preview, Tried } from './preview.ts'

export interface MappingFormProps {
  readonly connection: Connection
  readonly csrf: string
  readonly typed: TypedMapping
  readonly errors: readonly FieldError[]
  readonly preview: Preview | undefined
  /** When the answer of the preview came, and its attempt; undefined: it was pasted. */
  readonly seen: { readonly at: number; readonly attemptId: string } | undefined
  readonly tried: readonly Tried[]
}

/** *Attribute mapping*: which claim fills what, what becomes of the user name, and both tried on a real answer. */
export function MappingForm(props: MappingFormProps) {
  const { connection, csrf, typed, errors, preview } = props
  const names = [...new Set([...(preview?.claims.attributes.keys() ?? []), ...Object.values(claimNames)])]
  return (
    <Stack gap="wide">
      <form class="stack wide" method="post" data-kept action={path(connection, 'attributes')}>
        <ErrorSummary errors={errors} />
        <ClaimFields typed={typed} errors={errors} suggestions={[nameIdClaim, ...names]} />
        <UserNameFields typed={typed} errors={errors} connection={connection} />
        <Fold summary="Try it on a response that you paste" open={typed.response !== ''}>
          <Field
            type="textarea"
            name="response"
            label="Response"
            hint={`XML or the value of SAMLResponse, signed by ${connection.name}. It is looked at and not kept.`}
            rows={4}
            mono
            value={typed.response}
            error={errorAt(errors, 'response')}
          />
        </Fold>
        <Row>
          <Button kind="primary">Save</Button>
          <Button name="do" value="try">
            Try without saving
          </Button>
          <Button href={path(connection)}>Cancel</Button>
        </Row>
        <Csrf token={csrf} />
      </form>
      <TriedNames tried={props.tried} />
      <PreviewPart {...props} />
    </Stack>
  )
}

const errorAt = (errors: readonly FieldError[], id: string) =>
  errors.find((error) => error.id === id)?.message

interface FieldsProps {
  readonly typed: TypedMapping
  readonly errors: readonly FieldError[]
}

function ClaimFields({ typed, errors, suggestions }: FieldsProps & { suggestions: readonly string[] }) {
  return (
    <Part title="Claims">
      <Stack>
        {mappingFields.map((field: MappingField) => (
          <Field
            name={field}
            label={mappingWords[field].label}
            hint={mappingWords[field].hint}
            value={typed.mapping[field]}
            error={errorAt(errors, field)}
            suggestions={suggestions}
            maxlength={500}
          />
        ))}
      </Stack>
    </Part>
  )
}

function UserNameFields({ typed, errors, connection }: FieldsProps & { connection: Connection }) {
  const several = connection.anyDomain || connection.knownDomains.length > 1
  return (
    <Part title="User name in Bitbucket">
      <Stack>
        <Choices
          name="presets"
          label="What is done to the user name"
          type="checkbox"
          plain
          chosen={typed.presets}
          options={[
            { value: 'guest', label: transformWords.guest },
            {
              value: 'cutDomain',
              label: transformWords.cutDomain,
              hint: several
                ? 'People of several domains come by this connection: two of one name before the @ would be the same, and the second is refused until you decide.'
                : undefined,
            },
            { value: 'lowerCase', label: transformWords.lowerCase },
          ]}
        />
        <Fold
          summary="Regular expression"
          open={typed.pattern !== '' || errors.some(({ id }) => id === 'pattern')}
        >
          <Field
            name="pattern"
            label="Expression"
            hint="RE2 syntax. The first place where it matches is replaced; a name that it does not match stays. Done before the domain is cut."
            value={typed.pattern}
            error={errorAt(errors, 'pattern')}
            mono
            maxlength={200}
          />
          <Field
            name="replacement"
            label="Replacement"
            hint="$1 stands for the first group in brackets."
            value={typed.replacement}
            error={errorAt(errors, 'replacement')}
            mono
            maxlength={100}
            width="middle"
          />
        </Fold>
        <Field
          type="textarea"
          name="names"
          label="User names to try"
          hint="Each on its own line. They are not kept."
          rows={3}
          value={typed.names}
          width="middle"
        />
      </Stack>
    </Part>
  )
}

function TriedNames({ tried }: { tried: readonly Tried[] }) {
  if (tried.length === 0) return null
  return (
    <Part title="User names that you tried" id="tried">
      <Table
        label="User names that you tried"
        rows={tried}
        columns={[
          { head: 'As it comes', cell: ({ name }) => <code>{name}</code> },
          {
            head: 'In Bitbucket',
            cell: ({ made }) => (made === '' ? 'Nothing is left' : <code>{made}</code>),
          },
        ]}
      />
    </Part>
  )
}

function PreviewPart({ connection, preview, seen }: MappingFormProps) {
  if (!preview)
    return (
      <Part title="On a real answer">
        <Empty
          title="No answer was accepted yet"
          action={<Button href={path(connection, 'test')}>Test sign-in</Button>}
        >
          After a test sign-in, or the first real one, its claims stand here with what is made of them.
        </Empty>
      </Part>
    )
  return (
    <>
      <Part
        title={seen ? 'On the last answer that was accepted' : 'On the response that you pasted'}
        id="preview"
        beside={
          seen && (
            <a class="small" href={`/admin/activity/${seen.attemptId}`}>
              <When at={seen.at} />
            </a>
          )
        }
      >
        <Made preview={preview} />
      </Part>
      <ClaimsOf preview={preview} />
    </>
  )
}

function Made({ preview: { person, groups } }: { preview: Preview }) {
  if (person instanceof Problem)
    return (
      <Notice tone="bad" title={person.message}>
        {person.remedy} This person would be refused.
      </Notice>
    )
  return (
    <Facts
      facts={[
        { label: 'Immutable id', value: <code>{person.subject}</code> },
        { label: 'User name', value: person.userName },
        { label: 'Full name', value: person.displayName },
        { label: 'Email address', value: person.emailAddress },
        { label: 'Groups', value: groups.join(', ') },
      ]}
    />
  )
}

function ClaimsOf({ preview: { claims } }: { preview: Preview }) {
  const rows = [{ name: nameIdClaim, values: [claims.nameId] }].concat(
    [...claims.attributes].map(([name, values]) => ({ name, values: [...values] })),
  )
  return (
    <Part title="Claims of this answer">
      <Table
        label="Claims of this answer"
        rows={rows}
        columns={[
          { head: 'Name', cell: ({ name }) => <Address>{name}</Address> },
          { head: 'Value', cell: ({ values }) => <Values of={values} /> },
        ]}
      />
    </Part>
  )
}

const mostShown = 10

function Values({ of }: { of: readonly string[] }) {
  return (
    <>
      {of.slice(0, mostShown).map((value) => (
        <div>
          <Address>{value}</Address>
        </div>
      ))}
      {of.length > mostShown && <small class="small">and {of.length - mostShown} more</small>}
    </>
  )
}
