import { expect, test } from 'vitest'
import { follows } from './template.ts'
import { ownTemplate, templateOf, templates } from './templates.ts'

test('holds what the tutorial asks for, and its siblings', () => {
  const names = templates.map(({ name }) => name)
  for (const product of ['Bitbucket', 'Jira', 'Confluence', 'Bamboo', 'FishEye/Crucible']) {
    expect(names).toContain(`Kantega SSO for ${product}`)
  }
  expect(templates.length).toBeGreaterThanOrEqual(31)
  expect(templates.at(-1)).toBe(ownTemplate)
})

test.each(templates)('$id is well formed', (template) => {
  expect(template.id).toMatch(/^[a-z][a-z-]*$/)
  expect(templates.filter(({ id }) => id === template.id)).toEqual([template])
  for (const words of [template.name, template.category, template.description]) {
    expect(words).toBe(words.trim())
    expect(words).not.toBe('')
  }
  if (template.pattern === undefined) return
  expect(template.pattern).toMatch(/^https:\/\/<[a-z-]+>\//)
  expect(follows(template, template.pattern.replaceAll(/<[^>]+>/g, 'x'))).toBe(true)
  expect(follows(template, 'https://x/elsewhere')).toBe(false)
})

test('no two are called the same, and what was in the gallery once still is', () => {
  expect(new Set(templates.map(({ name }) => name.toLowerCase())).size).toBe(templates.length)
  for (const id of ['gitlab', 'grafana', 'jenkins', 'nextcloud', 'nexus-repository', 'sonarqube', 'zabbix'])
    expect(templateOf(id).id).toBe(id)
})

test('a template that is gone behaves as one’s own', () => {
  expect(templateOf('retired')).toBe(ownTemplate)
})
