import { describe, expect, test } from 'vitest'
import { changed, readSearch } from './search.ts'

describe('the address of a list', () => {
  test('keeps what it said beside a change', () => {
    expect(changed({ q: 'HX', sort: 'model' }, { q: 'PX' }, true)).toEqual({ q: 'PX', sort: 'model' })
  })

  test('says that everything is shown once nothing else is said, until it says something again', () => {
    expect(changed({ q: 'HX' }, { q: undefined }, false)).toEqual({ q: undefined })
    const all = changed({ q: 'HX' }, { q: undefined }, true)
    expect(all).toEqual({ view: 'all' })
    expect(readSearch({ ...all })).toEqual(all)
    expect(changed(all, { sort: 'model' }, true)).toEqual({ sort: 'model' })
  })

  test('knows no other view by name', () => {
    expect(readSearch({ view: 'mine' })).toEqual({})
  })
})
