export const transfers = {
  outcomes: {
    moved: { name: 'Moved', explanation: 'The device goes to the target.' },
    already_there: { name: 'Already there', explanation: 'The target has this device already; nothing to do.' },
    not_found: {
      name: 'Not found',
      explanation:
        'No device with this serial number is among those that you may transfer. Compare the number with the label on the device; if it is right, ask your provider or the vendor.',
    },
    duplicate_row: {
      name: 'Duplicate row',
      explanation: 'An earlier row names the same device, and only that one counts. You can delete this row.',
    },
    ambiguous_serial: {
      name: 'Serial not unique',
      explanation:
        'Several of your devices have this serial number. Add a column with the heading productNumber, fill it in for this row and send the row again.',
    },
    bad_row: {
      name: 'Value missing or faulty',
      explanation: 'A value in this row is missing or cannot be used. Correct it and send the row again.',
    },
    target_not_found: {
      name: 'Target not found',
      explanation: 'You have no customer with this Customer ID. Copy it again from the customer’s page, under Settings > Overview.',
    },
    target_not_accepted: {
      name: 'Target has not accepted',
      explanation:
        'This customer has not accepted your invitation yet, or access is disabled. Transfer the device once access is accepted and enabled.',
    },
    wrong_target: {
      name: 'Other target',
      explanation:
        'This row names another target than the transfer has. One transfer has one target: put this row into a transfer of its own.',
    },
    wrong_source: {
      name: 'Other source',
      explanation:
        'This device is not where the other devices of the transfer come from. One transfer has one source: put this row into a transfer of its own.',
    },
    not_allowed: {
      name: 'Not allowed',
      explanation: 'You may see this device but not move it in this way. Ask the customer or an administrator of your organisation.',
    },
    changed_since_preview: {
      name: 'Changed since the preview',
      explanation: 'Something changed after the preview, so the device was not moved. Make a new preview for this row.',
    },
  },
  /** Of a row foreseen as moved: once it has moved; and where the preview lapsed. */
  carriedOut: 'The device was moved to {{target}}.',
  lapsed: 'The preview lapsed before it was confirmed, so the device was not moved. Make a new transfer.',
  undo: {
    moved_back: { name: 'Moved back', explanation: 'The device is back where the transfer took it from.' },
    moved_since: {
      name: 'Has moved on since',
      explanation:
        'The device is no longer where this transfer put it, so it was left alone. If it is among your devices, make a new transfer.',
    },
    source_not_available: {
      name: 'Source not available',
      explanation:
        'The place that the device came from is no longer open to you. The device stays where it is; transfer it to another target if need be.',
    },
    not_allowed: {
      name: 'Not allowed',
      explanation:
        'You may not move this device back at present. It stays where it is; ask the customer or an administrator of your organisation.',
    },
  },
  faults: {
    quote_not_closed: 'A quotation mark in this row is never closed. Close it or take it out.',
    field_too_long: 'A value in this row is far too long. A quotation mark or a separator may be missing.',
    too_many_fields: 'This row has far too many values. Check the separators.',
    record_too_long: 'This row is too long to be read. A line break or a quotation mark may be missing.',
    nul: 'This row holds characters that no text has. Save the list as CSV again.',
    unreadable_from_line: 'Nothing could be read from this line on. Correct the row above it and send the rest again.',
    serial_missing: 'The serial number is missing. Put it into column A.',
    serial_too_long: 'The serial number is too long. Check that there is only one in the cell.',
    serial_characters: 'The serial number holds characters that do not belong there, perhaps invisible ones. Type it in anew.',
    serial_mangled:
      'A spreadsheet turned the serial number into another value and digits are lost. Format column A as text and enter it again.',
    serial_date:
      'A spreadsheet turned the serial number into a date, and what was typed in is lost. Format column A as text and enter it again. If this really is the serial number, write it without separators.',
    target_missing: 'The Customer ID of the target is missing. Put it into column B.',
    target_too_long: 'The value in column B is too long for a Customer ID. Copy the ID again from the customer’s page.',
    product_number_too_long: 'The product number is too long. Check that it is in the right column.',
    product_number_characters: 'The product number holds characters that do not belong there, perhaps invisible ones. Type it in anew.',
    product_number_mangled: 'A spreadsheet turned the product number into another value. Format its column as text and enter it again.',
    product_number_date: 'A spreadsheet turned the product number into a date. Format its column as text and enter it again.',
  },
  reasons: {
    target_mistyped:
      'This Customer ID is mistyped: a character is wrong, missing or too many. Copy it again from the customer’s page, under Settings > Overview, and send the row again.',
    target_no_id:
      'This is not a Customer ID. It looks like C-7KQ2-9MXA-P; copy it from the customer’s page, under Settings > Overview, and send the row again.',
    leading_zeros:
      'No device with this serial number is among those that you may transfer, but there is one with the serial number {{hint}}: a spreadsheet may have dropped the zeros in front. Compare it with the label on the device; if it is this one, format column A as text, enter {{hint}} and send the row again.',
    customer_registered: 'The customer enrolled or registered this device itself. Ask the customer for its consent to move it.',
    other_holding:
      'A device goes back only to the unassigned devices that it last came from. Choose that Customer ID, or a customer, as the target.',
    behind_host:
      'This device stands behind a hosting device and moves only together with it. Transfer the hosting device: this one goes along by itself.',
    follower_stays:
      'Something behind this hosting device may not be moved, and they move together or not at all. See the rows of what stands behind it for the reason.',
    followers_changed:
      'What stands behind the hosting device has changed since the preview, so neither it nor anything behind it was moved. Make a new preview.',
    own_equipment:
      'Your organisation’s own equipment moves between Unassigned devices and My IT environment alone, never from or to a customer. Put it back into Unassigned devices first.',
    rights_gone:
      'You no longer have the right to move this device, or your access to the customer has ended. Have it restored, then make a new transfer.',
    changed: 'Foreseen: Moved. Now: {{now}}. The device was not moved; make a new preview for this row.',
  },
}
