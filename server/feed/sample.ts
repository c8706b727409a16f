import type { feedSample } from '../../contract/feeds.ts'
import type { Call } from '../platform/http/bind.ts'
import { feedColumns } from './file.ts'

const rows = [
  ['Example Vendor', '6Z7W8EA', '5CG01234AB', 'Workstation Z2', 'L-40917-36252', '2026-03-04', 'WO-1017', 'Example Customer'],
  ['Example Vendor', '6Z7W8EA', '5CG01234AC', 'Workstation Z2', 'L-40917-36252', '', '', ''],
]

/** A file to begin with: the documented columns, a full row and one with what may stay empty. */
export async function showSample(call: Call<typeof feedSample>): Promise<string> {
  call.setHeader('content-disposition', 'attachment; filename="feed-sample.csv"')
  return [feedColumns, ...rows].map((row) => `${row.join(',')}\r\n`).join('')
}
