import { createWriteStream, createReadStream } from 'node:fs'
import { readTable } from '/work/main/server/platform/files/table.ts'
import { workbookWriter } from '/work/main/server/platform/files/write-workbook.ts'
const n = Number(process.argv[2])
const w = workbookWriter(['serialNumber','targetCustomerId'])
let t=Date.now()
const out = createWriteStream('/tmp/x1.xlsx'); w.stream.pipe(out)
for (let i=0;i<n;i++) await w.write([`5CG${String(i).padStart(7,'0')}`, 'C-1234-5678-9'])
w.end(); await new Promise(r=>out.on('close',r))
console.log('write', Date.now()-t, process.memoryUsage().rss/1e6|0)
t=Date.now(); let rows=0, last; let peak=0
for await (const r of readTable(createReadStream('/tmp/x1.xlsx'))) { rows++; last=r; if (rows%50000===0) peak=Math.max(peak, process.memoryUsage().rss) }
console.log('read', rows, last, Date.now()-t, peak/1e6|0)
