import { accreditationKinds } from '../../../contract/words/en/names.ts'

export const accreditations = {
  lead: 'What vendors have said that your organisation may do, and the locations that customers and feeds name you by.',
  leadGiver: 'What partners and providers may do. A partner’s first one creates its list “Unassigned devices”.',
  organisation: 'Organisation',
  kind: 'Accredited for',
  kinds: accreditationKinds,
  validFrom: 'Valid from',
  validUntil: 'Valid until',
  noEnd: 'no end',
  untilText: 'The last day. Empty: no end.',
  state: 'State',
  valid: 'Valid',
  notValid: 'Not valid',
  give: 'Give accreditation',
  given: '{{name}} has the accreditation.',
  change: 'Change',
  changeOf: 'Change accreditation of {{name}}',
  locationId: 'Location ID',
  locationIdText: 'The partner or provider gives it to you.',
  empty: {
    title: 'No accreditations yet',
    text: 'A vendor gives them by one of your location IDs. With the first one, devices sold to you can arrive.',
    giver: 'Give one to a partner or provider by its location ID.',
  },
}

export const locations = {
  title: 'Locations',
  lead: 'Give a location ID to customers, vendors and providers: with it they name your location.',
  leadVendor: 'Locations of the partners that you have accredited.',
  name: 'Location',
  locationId: 'Location ID',
  copy: 'Copy location ID of {{name}}',
  takesCases: 'Takes cases',
  takesCasesText: 'Repair cases of devices that this location serves come to its queue.',
  add: 'Add location',
  empty: 'No locations yet',
}
