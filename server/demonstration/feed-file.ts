import { products } from './goods.ts'

/** A repeatable stream of numbers between 0 and 1: the same world at every start. */
export function repeatable(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

export type Sale = { vendor: string; locationId: string; devices: number; orderPrefix: string; endCustomers: readonly string[] }

const symbols = '0123456789ABCDEFGHJKLMNPRSTUVWXYZ'

/** A sell-through report as a distributor sends it: mostly good rows, and the few faults that every real file has. */
export function feedFile(sales: readonly Sale[], seed: number): string {
  const next = repeatable(seed)
  const pick = <T>(of: readonly T[]): T => of[Math.floor(next() * of.length)] as T
  const lines = ['vendor,productNumber,serialNumber,model,soldToLocationId,saleDate,webOrderNumber,endCustomer']
  for (const sale of sales) {
    for (let n = 0; n < sale.devices; n += 1) {
      const product = pick(products[sale.vendor] ?? [])
      const serial = `5C${Array.from({ length: 8 }, () => symbols[Math.floor(next() * symbols.length)]).join('')}`
      const day = new Date(Date.UTC(2026, 6, 1) + Math.floor(next() * 100) * 86_400_000).toISOString().slice(0, 10)
      lines.push(
        [
          sale.vendor,
          product.number,
          serial,
          product.model,
          sale.locationId,
          day,
          `${sale.orderPrefix}-${1000 + Math.floor(n / 20)}`,
          quoted(pick(sale.endCustomers)),
        ].join(','),
      )
    }
  }
  const [first] = sales
  if (first) {
    const product = pick(products[first.vendor] ?? [])
    lines.push([first.vendor, product.number, '5CUNKNOWN01', product.model, 'L-00000-00000', '2026-08-02', 'X-1', ''].join(','))
    lines.push([first.vendor, product.number, '1.23E+10', product.model, first.locationId, '2026-08-02', 'X-2', ''].join(','))
    lines.push([first.vendor, product.number, '5CBADDATE02', product.model, first.locationId, '03/04/2026', 'X-3', ''].join(','))
    lines.push(['Unheard Of', 'U-1', '5CNOVENDOR3', 'Unheard Of 1', first.locationId, '2026-08-02', 'X-4', ''].join(','))
    lines.push(lines[1] ?? '')
  }
  return `${lines.join('\r\n')}\r\n`
}

function quoted(text: string): string {
  return /[",]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
