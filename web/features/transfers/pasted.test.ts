import { expect, test } from 'vitest'
import { readPasted } from './pasted.ts'

test('pasted serials stand one a line or between commas, semicolons and tabs; what stands twice or cannot be a serial is named at once (R-T1)', () => {
  const pasted = readPasted('CZC-1234, 5CD0001\n\nczc1234;1.23E+10\t5CD0002\r\n')
  expect(pasted.serials).toEqual(['CZC-1234', '5CD0001', 'czc1234', '1.23E+10', '5CD0002'])
  expect(pasted.twice).toEqual(['czc1234'])
  expect(pasted.unreadable).toEqual(['1.23E+10'])
  expect(pasted.withTargets).toBe(false)
})

test('cells copied from a spreadsheet name their own targets: the second column is no serial, and the heading no row (R-T1)', () => {
  const pasted = readPasted('Serial number\tCustomer ID\n5CD0001\tC-0000-0000-0\n5CD0002\tC-0000-0000-0')
  expect(pasted.withTargets).toBe(true)
  expect(pasted.serials).toEqual(['5CD0001', '5CD0002'])
})
