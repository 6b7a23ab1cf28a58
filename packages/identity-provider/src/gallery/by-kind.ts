import type { Template } from './template.ts'

/** An application whose addresses follow no one pattern: what it shows is copied as it is. */
type Row = readonly [id: string, name: string, description: string]

const kind = (category: string, rows: readonly Row[]): readonly Template[] =>
  rows.map(([id, name, description]) => ({ id, name, category, description }))

/** Applications that know SAML 2.0, by kind, under the names of their makers. */
export const byKind: readonly Template[] = [
  ...kind('Developer services', [
    ['argo-cd', 'Argo CD', 'Deployments from git'],
    ['artifactory', 'JFrog Artifactory', 'Packages and images'],
    ['github-enterprise-server', 'GitHub Enterprise Server', 'Code, reviews and pipelines'],
    ['gitlab', 'GitLab', 'Code, reviews and pipelines'],
    ['jenkins', 'Jenkins', 'Builds and releases'],
    ['nexus-repository', 'Nexus Repository', 'Packages'],
    ['sentry', 'Sentry', 'Errors of applications'],
    ['sonarqube', 'SonarQube', 'Code quality'],
    ['terraform-enterprise', 'Terraform Enterprise', 'Infrastructure as code'],
    ['youtrack', 'YouTrack', 'Issues and boards'],
  ]),
  ...kind('IT infrastructure', [
    ['amazon-web-services', 'AWS Single-Account Access', 'Console of a cloud'],
    ['datadog', 'Datadog', 'Monitoring'],
    ['dynatrace', 'Dynatrace', 'Monitoring'],
    ['grafana', 'Grafana', 'Dashboards and alerts'],
    ['kibana', 'Kibana', 'Search in logs'],
    ['new-relic', 'New Relic', 'Monitoring'],
    ['pagerduty', 'PagerDuty', 'On-call and alerts'],
    ['rancher', 'Rancher', 'Kubernetes clusters'],
    ['splunk', 'Splunk Enterprise', 'Search in logs'],
    ['zabbix', 'Zabbix', 'Monitoring'],
  ]),
  ...kind('Networks and remote access', [
    ['citrix-adc', 'Citrix ADC', 'Gateway to applications'],
    ['fortigate-ssl-vpn', 'FortiGate SSL VPN', 'Remote access'],
    ['globalprotect', 'Palo Alto Networks GlobalProtect', 'Remote access'],
    ['phpipam', 'phpIPAM', 'Addresses of a network'],
  ]),
  ...kind('Collaboration', [
    ['bookstack', 'BookStack', 'Pages and books'],
    ['box', 'Box', 'Files'],
    ['discourse', 'Discourse', 'Discussions'],
    ['dropbox', 'Dropbox Business', 'Files'],
    ['mattermost', 'Mattermost', 'Channels and calls'],
    ['mediawiki', 'MediaWiki', 'Pages'],
    ['nextcloud', 'Nextcloud', 'Files, calendars and calls'],
    ['openproject', 'OpenProject', 'Projects and boards'],
    ['rocket-chat', 'Rocket.Chat', 'Channels and calls'],
    ['slack', 'Slack', 'Channels and calls'],
    ['zoom', 'Zoom', 'Calls'],
  ]),
  ...kind('Business management', [
    ['docusign', 'DocuSign', 'Signatures'],
    ['salesforce', 'Salesforce', 'Customers and sales'],
    ['servicenow', 'ServiceNow', 'Requests and services'],
    ['snowflake', 'Snowflake', 'Data and queries'],
    ['tableau-server', 'Tableau Server', 'Charts and reports'],
    ['workday', 'Workday', 'People and pay'],
    ['zendesk', 'Zendesk', 'Help desk'],
  ]),
  ...kind('Education and publishing', [
    ['moodle', 'Moodle', 'Courses'],
    ['wordpress', 'WordPress', 'Web pages'],
  ]),
]
