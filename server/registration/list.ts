import { z } from 'zod'
import type {
  getDeviceRegistration,
  listDeviceRegistrations,
  listRegistrationRows,
  listVendors,
} from '../../contract/device-registrations.ts'
import type { ReplyOf } from '../../contract/endpoint.ts'
import type { Scope } from '../platform/database/database.ts'
import { type TableForm, type TableWriter, tableWriter } from '../platform/files/write-table.ts'
import type { Call } from '../platform/http/bind.ts'
import { pageOf, readKeys } from '../platform/http/cursor.ts'
import { notFound } from '../platform/problems.ts'
import { registrationColumns } from './file.ts'
import { presentRegistration, presentRow, type Registration } from './present.ts'
import { findRegistration, listRegistrations, listRows, listVendorNames } from './queries.ts'

/** Registrations by the organisation acted for, newest first. */
export async function showRegistrations(
  scope: Scope,
  { query }: Call<typeof listDeviceRegistrations>,
): Promise<ReplyOf<typeof listDeviceRegistrations>> {
  const after = readKeys(query.cursor, z.tuple([z.iso.datetime(), z.uuid()]))
  const rows = await listRegistrations(scope, after && { at: after[0], id: after[1] }, query.limit + 1)
  return pageOf(rows, query.limit, presentRegistration, (row) => [row.at_key, row.id])
}

/** 404 where the organisation acted for made none with this id. */
export async function showRegistration(scope: Scope, { params }: Call<typeof getDeviceRegistration>): Promise<Registration> {
  const found = await findRegistration(scope, params.id)
  if (!found) throw notFound()
  return presentRegistration(found)
}

/** What became of each row, in the reader's language. */
export async function showRows(
  scope: Scope,
  { params, query, language }: Call<typeof listRegistrationRows>,
): Promise<ReplyOf<typeof listRegistrationRows>> {
  const after = readKeys(query.cursor, z.tuple([z.number().int().min(0).max(2_147_483_647)]))
  if (!(await findRegistration(scope, params.id))) throw notFound()
  const rows = await listRows(scope, { registration: params.id, outcome: query.outcome }, after?.[0] ?? 0, query.limit + 1)
  return pageOf(
    rows,
    query.limit,
    (row) => presentRow(row, language),
    (row) => [row.line],
  )
}

/** Vendors on this hub, for the form: the name of a vendor is part of what a device is (R-D1). */
export async function showVendors(scope: Scope, { query }: Call<typeof listVendors>): Promise<ReplyOf<typeof listVendors>> {
  const after = readKeys(query.cursor, z.tuple([z.string(), z.uuid()]))
  const rows = await listVendorNames(scope, after && { name: after[0], id: after[1] }, query.limit + 1)
  return pageOf(
    rows,
    query.limit,
    (row) => row,
    (row) => [row.name, row.id],
  )
}

/** A file to begin with: the documented columns and a device of the first vendor of this hub, with and without what may stay empty. */
export async function showSample(
  scope: Scope,
  setHeader: (name: string, value: string) => void,
  form: TableForm,
): Promise<TableWriter['stream']> {
  const [vendor] = await listVendorNames(scope, null, 1)
  setHeader('content-disposition', `attachment; filename="devices-sample.${form}"`)
  const writer = tableWriter(form, registrationColumns)
  const name = vendor?.name ?? 'Example Vendor'
  await writer.write([name, '6Z7W8EA', 'SAMPLE001', 'Sample Workstation', 'Invoice 1001'])
  await writer.write([name, '6Z7W8EA', 'SAMPLE002', '', ''])
  writer.end()
  return writer.stream
}
