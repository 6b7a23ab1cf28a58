import { Head, Search, SignOut, Tiles, Top } from '../index.ts'

export const apps = () => (
  <Top
    server="idp"
    title="My Apps"
    brand="Contoso"
    under="My Apps"
    search={<Search label="Search your apps" />}
    person="B.Simon"
    signOut={<SignOut action="/sign-out" csrf="t" />}
  >
    <Head title="My Apps" lead="Choose one to open it. You are already signed in." />
    <Tiles
      id="work"
      title="Your work"
      tiles={[
        { name: 'Kantega SSO for Bitbucket', href: '#1', under: 'Code and repositories' },
        { name: 'Kantega SSO for Jira', href: '#2', under: 'Issues and boards' },
        { name: 'Nexus Repository', href: '#3', under: 'Packages' },
        { name: 'Grafana', href: '#4', under: 'Dashboards' },
        { name: 'Help desk', href: '#5', under: 'Ask IT a question' },
      ]}
    />
    <Tiles
      id="you"
      title="You"
      tiles={[{ name: 'My account', href: '#6', under: 'Password and second factor' }]}
    />
  </Top>
)
