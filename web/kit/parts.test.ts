import { readdirSync, readFileSync } from 'node:fs'
import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, test } from 'vitest'
import { initialsOf, Person } from './Person.tsx'
import { Stat } from './Stat.tsx'
import { Timeline } from './Timeline.tsx'

const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8')
const shown = readdirSync(new URL('../features/kit/', import.meta.url))
  .filter((name) => name.endsWith('.tsx'))
  .map((name) => read(`../features/kit/${name}`))
  .join('\n')

describe('the parts of the kit', () => {
  test('and its icons are all on the page /kit', () => {
    const parts = readdirSync(new URL('.', import.meta.url)).filter(
      (name) => /^[A-Z]\w+\.tsx$/.test(name) && !/^Table(Head|Row|Tail)/.test(name),
    )
    expect(parts.length).toBeGreaterThan(15)
    const exported = [...parts, 'icons.tsx'].flatMap((name) =>
      [...read(name).matchAll(/^export (?:function|const) ([A-Z]\w+)/gm)].map(([, part = '']) => part),
    )
    // What is for its neighbours alone, and what needs an answer of the hub or an address of its own.
    const inside = ['HubName', 'WayHere', 'Initials', 'Reading', 'Download', 'Pager']
    expect(exported.filter((part) => !inside.includes(part) && !new RegExp(`\\b${part}\\b`).test(shown))).toEqual([])
  })

  test.each([
    ['Anna Maria Berg', 'AB'],
    ['Anton', 'A'],
    ['  élodie   du pont ', 'ÉP'],
    ['𝒜lex Berg', '𝒜B'],
    ['', ''],
  ])('initials of "%s" are "%s"', (name, initials) => {
    expect(initialsOf(name)).toBe(initials)
  })

  test('a person is read by name and mail address, never by initials', () => {
    const shown = renderToStaticMarkup(createElement(Person, { name: 'Anna Berg', mail: 'anna@isental.example' }))
    expect(shown).toMatch(/aria-hidden="true">AB</)
    expect(shown).toContain('Anna Berg')
    expect(shown).toContain('anna<wbr/>@isental.example')
  })

  test('a number is a button only where it filters, and says whether it does', () => {
    const plain = renderToStaticMarkup(createElement(Stat, { name: 'Waiting', value: '7' }))
    const filters = renderToStaticMarkup(createElement(Stat, { name: 'Waiting', value: '7', pressed: true, onClick: () => undefined }))
    expect(plain).not.toContain('<button')
    expect(filters).toMatch(/<button[^>]*aria-pressed="true"/)
  })

  test('a trend is said in words, not by its arrow alone', () => {
    const shown = renderToStaticMarkup(
      createElement(Stat, { name: 'Devices', value: '7', trend: { way: 'up', text: '2 more than last week' } }),
    )
    expect(shown).toContain('2 more than last week')
    expect(shown).toMatch(/<svg[^>]*aria-hidden="true"/)
  })

  test('a timeline is a list with a name, its moments in order, each with a time for machines', () => {
    const moments = [
      { key: 'b', title: 'Confirmed', at: '2 March', instant: '2026-03-02T10:00:00Z' },
      { key: 'a', title: 'Begun' },
    ]
    const shown = renderToStaticMarkup(createElement(Timeline, { label: 'History', moments }))
    expect(shown).toMatch(/^<ol[^>]*aria-label="History"/)
    expect(shown).toContain('dateTime="2026-03-02T10:00:00Z"')
    expect(shown.indexOf('Confirmed')).toBeLessThan(shown.indexOf('Begun'))
    expect(shown.match(/<time/g)).toHaveLength(1)
  })
})
