import type { Words } from '../index.ts'

export const quotas: Words['quotas'] = {
  title: 'Kontingente',
  lead: 'Wie viele Geräte ein Partner haben darf, die seiner Kunden und die nicht zugewiesenen zusammen. Nichts wird abgelehnt: Der Partner und Sie erfahren es ab 90 % und noch einmal, wenn es erreicht ist.',
  set: 'Kontingent festlegen',
  change: 'Ändern',
  changeOf: 'Kontingent von {{name}} ändern',
  partner: 'Partner',
  devices: 'Kontingent (Geräte)',
  used: 'Genutzt',
  state: 'Stand',
  states: { free: 'Frei', near: 'Fast erreicht', reached: 'Erreicht' },
  countedAt: 'Gezählt am {{at}}',
  remove: 'Aufheben',
  done: 'Das Kontingent von {{name}} beträgt {{formatted}} Geräte.',
  removed: '{{name}} hat kein Kontingent mehr.',
  empty: 'Kein Partner hat ein Kontingent.',
  search: 'Tippen Sie, um unter allen Partnern zu suchen',
  near: {
    title: 'Ihr Kontingent ist fast ausgeschöpft',
    text: 'Ihre Organisation hat {{used}} von {{devices}} Geräten. Alles läuft weiter; wenden Sie sich an den Betreiber dieses Hubs, wenn Sie mehr brauchen.',
  },
  reached: {
    title: 'Ihr Kontingent ist erreicht',
    text: 'Ihre Organisation hat {{used}} von {{devices}} Geräten. Nichts wird abgelehnt; wenden Sie sich an den Betreiber dieses Hubs, wenn Sie mehr brauchen.',
  },
}
