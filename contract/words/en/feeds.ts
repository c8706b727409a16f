export const feeds = {
  outcomes: {
    placed: {
      name: 'Placed',
      explanation: 'The device is among the partner’s unassigned devices; nothing to do.',
    },
    already_there: {
      name: 'Already there',
      explanation:
        'This sale has been taken into account before, or the device was there already. Nothing was changed and there is nothing to do.',
    },
    held: {
      name: 'Held for the vendor',
      explanation: 'The vendor must settle this row before the device can be placed. It is at the vendor’s desk; do not send it again.',
    },
    unknown_location: {
      name: 'Unknown location',
      explanation: 'No partner has this location ID. Ask the partner for it, correct the row and try it again.',
    },
    not_your_partner: {
      name: 'Not your partner',
      explanation:
        'You may report sales only to partners that accepted a relationship with you. Request it or check the location ID, then try the row again.',
    },
    not_your_vendor: {
      name: 'Not your vendor',
      explanation: 'You have no valid accreditation of this vendor for reporting sales. Ask the vendor for it, then try the row again.',
    },
    no_accreditation: {
      name: 'Partner not accredited',
      explanation:
        'The partner has no valid accreditation yet, so there is no place for the device. The row waits; the partner should turn to the vendor.',
    },
    unknown_vendor: {
      name: 'Unknown vendor',
      explanation: 'No vendor on this hub has this name. Check the spelling, correct the row and try it again.',
    },
    bad_row: {
      name: 'Value missing or faulty',
      explanation: 'A value in this row is missing or cannot be used. Correct it and try the row again.',
    },
    duplicate_row: {
      name: 'Duplicate row',
      explanation:
        'An earlier row of this file reports the same device. Only that one counts; if the two differ, correct this one and try it again.',
    },
    refused: {
      name: 'Refused by the vendor',
      explanation: 'The vendor refused this row: “{{reason}}”. If the row is wrong, correct it and try it again; else turn to the vendor.',
    },
  },
  waiting: 'This row was corrected and has not been tried again yet. Start the retry.',
  faults: {
    quote_not_closed: 'A quotation mark in this row is never closed. Close it or take it out.',
    field_too_long: 'A value in this row is far too long. A quotation mark or a separator may be missing.',
    too_many_fields: 'This row has far too many values. Check the separators.',
    record_too_long: 'This row is too long to be read. A line break or a quotation mark may be missing.',
    nul: 'This row holds characters that no text has. Save the list as CSV again.',
    unreadable_from_line: 'Nothing could be read from this line on. Correct the row above it and send the rest again.',
    value_missing: 'The column “{{field}}” is empty. Fill it in.',
    value_too_long: 'The value in the column “{{field}}” is too long. Check that it is in the right column.',
    characters: 'The value in the column “{{field}}” holds characters that do not belong there, perhaps invisible ones. Type it in anew.',
    mangled: 'A spreadsheet turned the value in the column “{{field}}” into a number. Format the column as text and enter it again.',
    became_date:
      'A spreadsheet turned the value in the column “{{field}}” into a date. Format the column as text and enter it again; if this really is the value, write it without separators.',
    sale_date: 'The date in the column “{{field}}” is not clear. Write year-month-day, such as 2026-03-31.',
    location_id:
      'This is no location ID: it has the letter L and ten digits, and one of them is missing or wrong. Copy it from the partner’s own list.',
    too_many_values: 'This row has more values than the first line has columns. Put values that hold a separator into quotation marks.',
  },
}
