// What is sold in the made-up world, by whom to whom.

/** Who supplies whom, and how many devices of which vendor were sold. */
export const sales: readonly { provider: string; vendor: string; partner: string; devices: number }[] = [
  { provider: 'Distrivia', vendor: 'Helion Systems', partner: 'Alpenblick IT', devices: 820 },
  { provider: 'Distrivia', vendor: 'Nordlicht Print', partner: 'Alpenblick IT', devices: 140 },
  { provider: 'Distrivia', vendor: 'Helion Systems', partner: 'Bridgewater Systems House', devices: 430 },
  { provider: 'Baltic Supply', vendor: 'Helion Systems', partner: 'Delta Workplace', devices: 260 },
  { provider: 'Distrivia', vendor: 'Helion Systems', partner: 'Côte Réseaux', devices: 200 },
  { provider: 'Baltic Supply', vendor: 'Nordlicht Print', partner: 'Bridgewater Systems House', devices: 150 },
]

/** Accreditations that partners hold of every vendor that is sold to them. */
export const accreditationsOf: Readonly<Record<string, readonly ('resell_monitor' | 'service_delivery' | 'report_sales')[]>> = {
  'Alpenblick IT': ['service_delivery', 'resell_monitor', 'report_sales'],
  'Bridgewater Systems House': ['resell_monitor'],
  'Côte Réseaux': ['resell_monitor', 'report_sales'],
  'Delta Workplace': ['service_delivery'],
}

/** Vendors that take applications, and by what they decide (R-B6). */
export const criteriaOf: Readonly<Record<string, string>> = {
  'Helion Systems': 'A showroom or a workshop, and two technicians who have passed our course. We answer within ten working days.',
}

export const products: Readonly<Record<string, readonly { number: string; model: string }[]>> = {
  'Helion Systems': [
    { number: 'HX-840G9', model: 'Helion Book 840 G9' },
    { number: 'HX-650G10', model: 'Helion Book 650 G10' },
    { number: 'HZ-2200', model: 'Helion Tower 2200' },
    { number: 'HD-34C', model: 'Helion Display 34 C' },
  ],
  'Nordlicht Print': [
    { number: 'NP-4100DN', model: 'Nordlicht Laser 4100 dn' },
    { number: 'NP-C720', model: 'Nordlicht Color 720' },
  ],
}
