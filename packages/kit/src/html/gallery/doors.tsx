import {
  Button,
  Choice,
  ContinueForm,
  Copy,
  Csrf,
  Door,
  ErrorSummary,
  Facts,
  Field,
  Passage,
  Stack,
  Ways,
  When,
} from '../index.ts'
import { now } from './frame.tsx'

const way = (
  <Passage
    label="Your sign-in"
    doors={[
      { server: 'host', name: 'Bitbucket', caption: 'you started here', state: 'done' },
      { server: 'sso', name: 'Postern', caption: 'asks who you are', state: 'done' },
      { server: 'idp', name: 'Contoso', caption: 'you are here', state: 'here' },
    ]}
  />
)

export const signIn = (error?: string) => (
  <Door
    server="idp"
    title="Sign in"
    brand="Contoso"
    under="Contoso"
    passage={way}
    foot={
      <>
        Only type your password at <b>id.contoso.example</b>. <a href="#help">Help desk</a>
      </>
    }
  >
    <form class="stack" method="post">
      <Csrf token="t" />
      {error && <ErrorSummary errors={[{ id: 'password', message: error }]} />}
      <Field
        name="user"
        label="User name"
        type="email"
        autocomplete="username"
        value="B.Simon@contoso.example"
      />
      <Field
        name="password"
        label="Password"
        type="password"
        autocomplete="current-password"
        error={error}
        beside={<a href="#forgot">I forgot my password</a>}
      />
      <Choice name="stay" label="Stay signed in on this computer" />
      <Button kind="primary" full>
        Sign in
      </Button>
    </form>
  </Door>
)

export const choose = () => (
  <Door
    server="sso"
    title="Choose your identity provider"
    brand="Postern"
    under="to open Bitbucket"
    foot={
      <>
        Not sure? Type your work address and we find it. <a href="#help">Help desk</a>
      </>
    }
  >
    <form method="get" class="stack">
      <Field name="who" label="Work address or name" type="text" inputmode="email" autocomplete="username" />
    </form>
    <Ways
      label="Identity providers"
      ways={[
        {
          name: 'Microsoft Entra ID',
          href: '#1',
          under: 'You used this last time on this browser',
          likely: true,
        },
        { name: 'Northwind partners', href: '#2', under: 'northwind.example' },
        { name: 'Fabrikam contractors', href: '#3', under: 'fabrikam.example' },
        { name: 'Contoso AD FS', href: '#4', under: 'legacy.contoso.example' },
      ]}
    />
  </Door>
)

const stopped = (
  <Passage
    label="Where it stopped"
    doors={[
      { server: 'idp', name: 'Contoso', caption: 'knows you', state: 'done' },
      { server: 'sso', name: 'Postern', caption: 'stopped here', state: 'stop' },
      { server: 'host', name: 'Bitbucket', caption: 'not reached', state: 'not' },
    ]}
  />
)

export const refused = () => (
  <Door server="sso" title="You are not signed in" brand="Postern" passage={stopped}>
    <Stack gap="tight">
      <p>Contoso sent an answer that was meant for a different address, so we did not use it.</p>
      <p>
        <b>Your password is fine.</b> Trying again will not help until an administrator has changed a setting.
      </p>
    </Stack>
    <div class="field">
      <p class="label">Give the help desk this reference</p>
      <p class="hint">It tells them what happened and how to fix it.</p>
      <Copy value="K7M4-29QX" label="reference" strong />
    </div>
    <Facts
      small
      facts={[
        { label: 'Code', value: <code>audience-differs</code> },
        { label: 'Time', value: <When at={now} /> },
        { label: 'Account', value: 'B.Simon@contoso.example' },
      ]}
    />
    <Stack gap="tight">
      <Button kind="primary" full href="#write">
        Write to the help desk
      </Button>
      <Button kind="plain" full href="#choose">
        Choose another identity provider
      </Button>
    </Stack>
  </Door>
)

export const carryOn = (action: string) => (
  <Door server="idp" title="Taking you to Postern" brand="Contoso">
    <ContinueForm
      action={action}
      fields={{ SAMLResponse: 'PHNhbWxwOlJlc3BvbnNl', submit: 'a field may be called so' }}
      says="Contoso tells Postern who you are. Choose Continue if nothing happens."
    />
  </Door>
)
