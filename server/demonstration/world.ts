import type { Language } from '../../contract/endpoint.ts'
import type { Role } from '../../contract/permissions.ts'
import type { demonstration } from '../../contract/words/en/demonstration.ts'

// The made-up world of a demonstration hub. Names are invented; mails end in `.example`.

export const password = 'steward-demo-2026'
export const operatorMail = 'operator@steward.example'
export const operatorName = 'Otto Operator'

export type DemoPerson = { name: string; mail: string; roles: Role[]; language?: Language; what: keyof typeof demonstration }
export type DemoOrganisation = { name: string; kind: 'vendor' | 'provider' | 'partner'; country: string; people: DemoPerson[] }
export type DemoCustomer = {
  name: string
  partner: string
  city: string
  postcode: string
  country: string
  people: DemoPerson[]
  /** Share of the partner's devices that go to it. */
  share: number
  access: 'accepted' | 'pending' | 'disabled'
}

export const organisations: readonly DemoOrganisation[] = [
  {
    name: 'Helion Systems',
    kind: 'vendor',
    country: 'US',
    people: [
      { name: 'Vera Holt', mail: 'vera@helion.example', roles: ['vendor_admin'], what: 'vendor' },
      { name: 'Hugo Marsh', mail: 'hugo@helion.example', roles: ['vendor_agent'], what: 'vendor_desk' },
      { name: 'Fay Doyle', mail: 'fay@helion.example', roles: ['feed_manager'], what: 'vendor_feeds' },
    ],
  },
  {
    name: 'Nordlicht Print',
    kind: 'vendor',
    country: 'DE',
    people: [{ name: 'Nils Petersen', mail: 'nils@nordlicht.example', roles: ['vendor_admin'], language: 'de', what: 'second_vendor' }],
  },
  {
    name: 'Distrivia',
    kind: 'provider',
    country: 'DE',
    people: [
      {
        name: 'Petra Lang',
        mail: 'petra@distrivia.example',
        roles: ['provider_admin'],
        language: 'de',
        what: 'provider',
      },
      {
        name: 'Paul Ahrens',
        mail: 'paul@distrivia.example',
        roles: ['provider_agent'],
        language: 'de',
        what: 'provider_agent',
      },
      { name: 'Frida Kranz', mail: 'frida@distrivia.example', roles: ['feed_manager'], language: 'de', what: 'provider_feeds' },
    ],
  },
  {
    name: 'Baltic Supply',
    kind: 'provider',
    country: 'EE',
    people: [{ name: 'Mart Tamm', mail: 'mart@baltic.example', roles: ['provider_admin'], what: 'second_provider' }],
  },
  {
    name: 'Alpenblick IT',
    kind: 'partner',
    country: 'DE',
    people: [
      {
        name: 'Greta Adler',
        mail: 'greta@alpenblick.example',
        roles: ['global_admin'],
        language: 'de',
        what: 'partner',
      },
      {
        name: 'Anton Bauer',
        mail: 'anton@alpenblick.example',
        roles: ['admin_agent'],
        language: 'de',
        what: 'partner_agent',
      },
      { name: 'Hanna Dietz', mail: 'hanna@alpenblick.example', roles: ['helpdesk_agent'], language: 'de', what: 'helpdesk' },
      {
        name: 'Henrik Ebel',
        mail: 'henrik@alpenblick.example',
        roles: ['helpdesk_agent_advanced'],
        language: 'de',
        what: 'helpdesk_advanced',
      },
      { name: 'Sina Falk', mail: 'sina@alpenblick.example', roles: ['sales_agent'], language: 'de', what: 'sales' },
      { name: 'Vito Graf', mail: 'vito@alpenblick.example', roles: ['viewer'], language: 'de', what: 'viewer' },
      { name: 'Femke Haas', mail: 'femke@alpenblick.example', roles: ['feed_manager'], language: 'de', what: 'partner_feeds' },
    ],
  },
  {
    name: 'Bridgewater Systems House',
    kind: 'partner',
    country: 'GB',
    people: [
      {
        name: 'Grace Bell',
        mail: 'grace@bridgewater.example',
        roles: ['global_admin', 'helpdesk_agent'],
        what: 'other_partner',
      },
      { name: 'Alan Cook', mail: 'alan@bridgewater.example', roles: ['admin_agent'], what: 'other_agent' },
    ],
  },
  {
    name: 'Côte Réseaux',
    kind: 'partner',
    country: 'FR',
    people: [
      {
        name: 'Gaëlle Martin',
        mail: 'gaelle@cote.example',
        roles: ['global_admin'],
        language: 'fr',
        what: 'reseller',
      },
      { name: 'Aurélie Petit', mail: 'aurelie@cote.example', roles: ['admin_agent'], language: 'fr', what: 'reseller_agent' },
    ],
  },
  {
    name: 'Delta Workplace',
    kind: 'partner',
    country: 'NL',
    people: [{ name: 'Gijs de Vries', mail: 'gijs@delta.example', roles: ['global_admin'], what: 'service_partner' }],
  },
]

const admin = (name: string, mail: string, language?: Language): DemoPerson => ({
  name,
  mail,
  roles: ['customer_admin'],
  ...(language ? { language } : {}),
  what: 'customer',
})

export const customers: readonly DemoCustomer[] = [
  {
    name: 'Bergmann Maschinenbau',
    partner: 'Alpenblick IT',
    city: 'Kempten',
    postcode: '87435',
    country: 'DE',
    share: 0.24,
    access: 'accepted',
    people: [
      admin('Clara Bergmann', 'clara@bergmann.example', 'de'),
      {
        name: 'Dirk Brandt',
        mail: 'dirk@bergmann.example',
        roles: ['device_admin'],
        language: 'de',
        what: 'customer_devices',
      },
      { name: 'Emil Busch', mail: 'emil@bergmann.example', roles: ['end_user'], language: 'de', what: 'end_user' },
    ],
  },
  {
    name: 'Stadtwerke Isental',
    partner: 'Alpenblick IT',
    city: 'Dorfen',
    postcode: '84405',
    country: 'DE',
    share: 0.18,
    access: 'accepted',
    people: [admin('Konrad Isen', 'konrad@isental.example', 'de')],
  },
  {
    name: 'Klinik am Weiher',
    partner: 'Alpenblick IT',
    city: 'Memmingen',
    postcode: '87700',
    country: 'DE',
    share: 0.12,
    access: 'accepted',
    people: [admin('Lotte Weiher', 'lotte@weiher.example', 'de')],
  },
  {
    name: 'Holzbau Reiter',
    partner: 'Alpenblick IT',
    city: 'Sonthofen',
    postcode: '87527',
    country: 'DE',
    share: 0.05,
    access: 'disabled',
    people: [admin('Max Reiter', 'max@reiter.example', 'de')],
  },
  {
    name: 'Gasthof Sonnalp',
    partner: 'Alpenblick IT',
    city: 'Oberstdorf',
    postcode: '87561',
    country: 'DE',
    share: 0,
    access: 'pending',
    people: [admin('Nora Sonn', 'nora@sonnalp.example', 'de')],
  },
  {
    name: 'Harbour Logistics',
    partner: 'Bridgewater Systems House',
    city: 'Bristol',
    postcode: 'BS1 4ST',
    country: 'GB',
    share: 0.4,
    access: 'accepted',
    people: [admin('Olive Harbour', 'olive@harbour.example')],
  },
  {
    name: 'Willow Schools Trust',
    partner: 'Bridgewater Systems House',
    city: 'Bath',
    postcode: 'BA1 1AA',
    country: 'GB',
    share: 0.3,
    access: 'accepted',
    people: [admin('Piers Willow', 'piers@willow.example')],
  },
  {
    name: 'Finch & Co Solicitors',
    partner: 'Bridgewater Systems House',
    city: 'Exeter',
    postcode: 'EX1 1AA',
    country: 'GB',
    share: 0,
    access: 'pending',
    people: [admin('Quinn Finch', 'quinn@finch.example')],
  },
  {
    name: 'Laiterie du Cap',
    partner: 'Côte Réseaux',
    city: 'Quimper',
    postcode: '29000',
    country: 'FR',
    share: 0.4,
    access: 'accepted',
    people: [admin('Renée Cap', 'renee@laiterie.example', 'fr')],
  },
  {
    name: 'Mairie de Port-Blanc',
    partner: 'Côte Réseaux',
    city: 'Penvénan',
    postcode: '22710',
    country: 'FR',
    share: 0.2,
    access: 'accepted',
    people: [admin('Sylvie Blanc', 'sylvie@portblanc.example', 'fr')],
  },
  {
    name: 'Polder Foods',
    partner: 'Delta Workplace',
    city: 'Lelystad',
    postcode: '8232 AA',
    country: 'NL',
    share: 0.5,
    access: 'accepted',
    people: [admin('Tess Polder', 'tess@polder.example')],
  },
  {
    name: 'Kade Architecten',
    partner: 'Delta Workplace',
    city: 'Rotterdam',
    postcode: '3011 AA',
    country: 'NL',
    share: 0.2,
    access: 'accepted',
    people: [admin('Ulla Kade', 'ulla@kade.example')],
  },
]

const names = new Map([
  [operatorMail, operatorName],
  ...[...organisations, ...customers].flatMap(({ people }) => people.map(({ mail, name }) => [mail, name] as const)),
])

/** Who somebody of this world is; the address where it is of an earlier world. */
export function nameOf(mail: string): string {
  return names.get(mail) ?? mail
}
