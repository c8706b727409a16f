// What the server says about registering, proving, removing and archiving devices.

export const deviceProblems = {
  'removals.not_confirmed': {
    title: 'The removal is not confirmed',
    detail: 'What was typed is not the Customer ID of the tenant in which these devices are. Nothing was removed.',
  },
  'removals.too_many': {
    title: 'Too many devices at once',
    detail: 'At most {{devices}} devices can be removed at once. Narrow the choice and remove the rest afterwards.',
  },
  'removals.not_undoable': {
    title: 'This removal cannot be undone',
    detail: 'It has been undone before, its time is over, or somebody else removed these devices from their own tenant.',
  },
  'removals.places_taken': {
    title: 'Nothing can come back now',
    detail:
      'Other records of these devices have come into their places since. Once those are gone, the removal can still be undone in time.',
  },
  'devices.not_into_holding': {
    title: 'Devices cannot be registered in Unassigned devices',
    detail:
      'Devices that were sold to you arrive there by themselves. Register this one at the customer that has it, or in your own IT environment.',
  },
  'devices.proof_not_open': {
    title: 'Proof cannot be asked for now',
    detail: 'The device has proof already, or its vendor has been asked and has not answered yet.',
  },
  'devices.proof_desk_full': {
    title: 'Too many of your requests wait at this vendor',
    detail: 'The vendor answers them one by one. Ask again once some are answered.',
  },
  'devices.proof_contested': {
    title: 'Another record of this device has proof',
    detail: 'Only one record can have proof. Confirm that this one is to have it instead, or refuse it with a reason.',
  },
}

export const deviceNotifications = {
  devices_removed_one: '{{organisation}} removed {{count, number}} device from your tenant. It can be undone for some days.',
  devices_removed_many: '{{organisation}} removed {{count, number}} devices from your tenant. It can be undone for some days.',
  devices_removed_other: '{{organisation}} removed {{count, number}} devices from your tenant. It can be undone for some days.',
  devices_registered_one: '{{organisation}} registered {{count, number}} device in your tenant.',
  devices_registered_many: '{{organisation}} registered {{count, number}} devices in your tenant.',
  devices_registered_other: '{{organisation}} registered {{count, number}} devices in your tenant.',
  restored_unproven_one: '{{count, number}} device came back without proof: another record of it has proof by now.',
  restored_unproven_many: '{{count, number}} devices came back without proof: other records of them have proof by now.',
  restored_unproven_other: '{{count, number}} devices came back without proof: other records of them have proof by now.',
  proof_asked_one: '{{count, number}} device waits for your proof.',
  proof_asked_many: '{{count, number}} devices wait for your proof.',
  proof_asked_other: '{{count, number}} devices wait for your proof.',
  proof_confirmed: '{{vendor}} confirmed that the device {{serial}} is yours.',
  proof_refused: '{{vendor}} refused proof for the device {{serial}}. Open it to read why.',
  another_record: 'Another record of the device {{serial}} exists. {{vendor}} decided which one has proof.',
  another_record_back_one:
    'Another record of {{count, number}} device of yours exists: {{serials}}. It came back elsewhere, without proof; yours keeps its proof.',
  another_record_back_many:
    'Other records of {{count, number}} devices of yours exist: {{serials}}. They came back elsewhere, without proof; yours keep their proof.',
  another_record_back_other:
    'Other records of {{count, number}} devices of yours exist: {{serials}}. They came back elsewhere, without proof; yours keep their proof.',
}

export const deviceAudit = {
  'organisation.own_opened': '{{who}} opened the tenant for your own equipment, “My IT environment”. Its Customer ID is {{customerId}}.',
  'device.archived_one': '{{who}} archived {{count, number}} device: {{tenant}}.',
  'device.archived_many': '{{who}} archived {{count, number}} devices: {{tenant}}.',
  'device.archived_other': '{{who}} archived {{count, number}} devices: {{tenant}}.',
  'device.unarchived_one': '{{who}} took {{count, number}} device out of the archive: {{tenant}}.',
  'device.unarchived_many': '{{who}} took {{count, number}} devices out of the archive: {{tenant}}.',
  'device.unarchived_other': '{{who}} took {{count, number}} devices out of the archive: {{tenant}}.',
  'device.archived_inactive_one': '{{count, number}} device was archived: no sign of life for more than {{days, number}} days.',
  'device.archived_inactive_many': '{{count, number}} devices were archived: no sign of life for more than {{days, number}} days.',
  'device.archived_inactive_other': '{{count, number}} devices were archived: no sign of life for more than {{days, number}} days.',
  'device.removed_one': '{{who}} removed {{count, number}} device: {{tenant}}.',
  'device.removed_many': '{{who}} removed {{count, number}} devices: {{tenant}}.',
  'device.removed_other': '{{who}} removed {{count, number}} devices: {{tenant}}.',
  'device.restored_one': '{{who}} took a removal back: {{count, number}} device is there again: {{tenant}}.',
  'device.restored_many': '{{who}} took a removal back: {{count, number}} devices are there again: {{tenant}}.',
  'device.restored_other': '{{who}} took a removal back: {{count, number}} devices are there again: {{tenant}}.',
  'device.restored_unproven_one':
    '{{count, number}} device came back without proof, because another record of it has proof by now: {{tenant}}.',
  'device.restored_unproven_many':
    '{{count, number}} devices came back without proof, because other records of them have proof by now: {{tenant}}.',
  'device.restored_unproven_other':
    '{{count, number}} devices came back without proof, because other records of them have proof by now: {{tenant}}.',
  'device.registered_one': '{{who}} registered {{count, number}} device: {{tenant}}.',
  'device.registered_many': '{{who}} registered {{count, number}} devices: {{tenant}}.',
  'device.registered_other': '{{who}} registered {{count, number}} devices: {{tenant}}.',
  'device.proof_asked': '{{who}} asked for proof of the device {{serial}}.',
  'device.proofs_asked_one': '{{who}} asked for proof of {{count, number}} device: {{tenant}}.',
  'device.proofs_asked_many': '{{who}} asked for proof of {{count, number}} devices: {{tenant}}.',
  'device.proofs_asked_other': '{{who}} asked for proof of {{count, number}} devices: {{tenant}}.',
  'device.proof_confirmed': '{{vendor}} gave proof to the device {{serial}}.',
  'device.proof_refused': '{{vendor}} refused proof of the device {{serial}}: “{{reason}}”.',
  'device.proof_lost': 'The device {{serial}} has no proof any more: {{vendor}} gave it to another record.',
}

export const registrations = {
  outcomes: {
    registered: {
      name: 'Registered',
      explanation: 'The device is registered, without proof as yet. Where you said something in proof, its vendor has been asked.',
    },
    registered_unasked: {
      name: 'Registered, vendor not asked',
      explanation:
        'The device is registered, without proof. {{vendor}} was not asked: too many requests of yours wait there. Ask on the device’s page once some are answered.',
    },
    already_there: { name: 'Already there', explanation: 'The device is in this list already; nothing to do.' },
    already_there_unasked: {
      name: 'Already there, vendor not asked',
      explanation:
        'The device is in this list already. {{vendor}} was not asked for proof: too many requests of yours wait there. Ask on the device’s page once some are answered.',
    },
    unknown_vendor: {
      name: 'Unknown vendor',
      explanation: 'No vendor on this hub is called “{{vendor}}”. Check the spelling and register the device again.',
    },
    duplicate_row: { name: 'Duplicate row', explanation: 'An earlier row names the same device. Only that one counts.' },
    bad_row: {
      name: 'Value missing or faulty',
      explanation: 'A value in this row is missing or cannot be used. Correct it and send the row again.',
    },
  },
}
