import { describe, expect, test } from 'vitest'
import { isSame, searchOf, stateOf } from './state.ts'

const state = { columns: ['serial', 'model'], sort: '-model', filters: { q: 'HX', filter: 'archive' } }

describe('views and the address of a list', () => {
  test('say the same, there and back', () => {
    expect(stateOf(searchOf(state))).toEqual(state)
    expect(stateOf(searchOf({}))).toEqual({})
  })

  test('leave what belongs to no view where it is', () => {
    expect(stateOf({ source: 'C-1', picked: true, sort: 'name' })).toEqual({ sort: 'name' })
    expect(searchOf(state)).not.toHaveProperty('source')
  })

  test('take away what another view had', () => {
    expect(searchOf({ sort: 'name' })).toMatchObject({ columns: undefined, q: undefined, filter: undefined })
  })

  test('pass over filters that the pages do not know', () => {
    expect(stateOf(searchOf({ filters: { colour: 'red', q: 'x' } }))).toEqual({ filters: { q: 'x' } })
  })

  test('are told apart by order, columns and filters', () => {
    expect(isSame(state, { ...state })).toBe(true)
    expect(isSame(state, { ...state, sort: 'model' })).toBe(false)
    expect(isSame(state, { ...state, columns: ['serial'] })).toBe(false)
    expect(isSame({}, { filters: { q: 'x' } })).toBe(false)
  })
})
