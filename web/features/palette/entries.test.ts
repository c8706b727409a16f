import { expect, test } from 'vitest'
import { PlusIcon } from '../../kit/icons.tsx'
import { type Entry, matching } from './entries.ts'

const entry = (name: string): Entry => ({ key: name, name, icon: PlusIcon, go: () => {} })
const entries = [entry('Geräte übertragen'), entry('Meine Kunden'), entry('Périphériques non attribués')]
const found = (typed: string) => matching(entries, typed).map(({ name }) => name)

test('a page is found by the start of any of its words, whatever the accents and capitals', () => {
  expect(found('gerate')).toEqual(['Geräte übertragen'])
  expect(found('kund MEI')).toEqual(['Meine Kunden'])
  expect(found('attribues')).toEqual(['Périphériques non attribués'])
  expect(found('unden')).toEqual([])
})

test('as long as nothing is typed, everything is offered', () => {
  expect(found('  ')).toHaveLength(entries.length)
})
