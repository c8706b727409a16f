import { accountProblems } from './accounts.ts'
import { applicationProblems } from './applications.ts'
import { deviceProblems } from './devices.ts'
import { hubProblems } from './hub.ts'
import { notificationProblems } from './notifications.ts'
import { supportProblems } from './support.ts'

export const problems = {
  ...accountProblems,
  ...applicationProblems,
  ...deviceProblems,
  ...notificationProblems,
  ...supportProblems,
  'http.invalid': { title: 'Some values are not valid', detail: 'Correct the fields that are named and send the request again.' },
  'http.malformed': {
    title: 'The request cannot be read',
    detail: 'The request is not written as its address expects. Compare it with the API document and send it again.',
  },
  'http.not_signed_in': {
    title: 'You are not signed in',
    detail: 'Sign in and try again. A session ends by itself after a time without use.',
  },
  'http.not_allowed': {
    title: 'You do not have the right to do this',
    detail:
      'This needs the right “{{permission}}”, which your roles do not include. Ask an administrator of your organisation for a role that has it.',
  },
  'http.not_found': {
    title: 'Not found',
    detail: 'There is nothing here that you may see. Check the address, and that you are acting for the right organisation.',
  },
  'http.stale': {
    title: 'It has changed in the meantime',
    detail: 'Somebody changed this after you opened it. Load it again, look at what is new, and repeat your change.',
  },
  'http.if_match_required': {
    title: 'The version is missing',
    detail: 'Say which version you want to change: read it again and send its ETag in the If-Match header.',
  },
  'http.too_large': {
    title: 'This is too large',
    detail: 'The most that can be sent at once is {{megabytes}} MB. Divide the file and send it in parts.',
  },
  'http.upload_stalled': {
    title: 'The upload came to a halt',
    detail:
      'For {{stall, number}} seconds nothing of the file arrived, and nothing of it was kept. Check the connection and send the file again.',
  },
  'http.unsupported_media': {
    title: 'This kind of content is not accepted here',
    detail: 'Send JSON, or where a file is expected, a form with the file in the part named “file”.',
  },
  'http.too_many_requests': { title: 'Too many requests', detail: 'Wait {{seconds}} s and try again.' },
  'http.request_header_missing': {
    title: 'A header is missing',
    detail: 'Requests that change something and sign in by cookie need the header X-Steward-Request: 1. Nothing was changed.',
  },
  'http.acting_for_conflict': {
    title: 'Two organisations are named',
    detail: 'The header and the address name different organisations to act for. Name one only.',
  },
  'http.idempotency_content_differs': {
    title: 'This idempotency key is taken',
    detail: 'The same key was sent before with other content. Use a new key for new content, or send exactly the earlier content again.',
  },
  'http.database_away': {
    title: 'Steward is not available for a moment',
    detail: 'The database does not answer. Try again in a few seconds.',
  },
  'http.fault': {
    title: 'Something went wrong on our side',
    detail: 'This is not your mistake. Try again; if it happens again, give the correlation ID of this answer to the operator of this hub.',
  },
  'http.no_organisation': {
    title: 'No organisation is chosen',
    detail: 'Choose the organisation that you act for and try again. If there is none to choose, ask its administrator to invite you.',
  },
  'session.wrong_mail_or_password': {
    title: 'The sign-in did not succeed',
    detail: 'Email address and password do not match. Check both, and that Caps Lock is off.',
  },
  'session.too_many_attempts': {
    title: 'Too many attempts',
    detail: 'This is paused to protect accounts. Try again in {{seconds}} s.',
  },
  'session.not_a_member': {
    title: 'Organisation not found',
    detail: 'It is not among the organisations that you can act for. Choose one from your list.',
  },
  'members.already_a_member': {
    title: 'Already a member',
    detail: 'Somebody with this email address is a member or has been invited. Change the roles of that entry instead.',
  },
  'members.role_not_of_kind': {
    title: 'This role does not exist here',
    detail: 'A role that you chose belongs to another kind of organisation. Choose from the roles that are offered.',
  },
  'members.last_administrator': {
    title: 'The last administrator stays',
    detail: 'Every organisation keeps at least one administrator. Make somebody else an administrator first.',
  },
  'invitations.not_valid': {
    title: 'This invitation is not valid',
    detail: 'It has expired, was used, was replaced by a newer one, or its link is incomplete. Ask whoever invited you to send it again.',
  },
  'invitations.other_person': {
    title: 'This invitation is for somebody else',
    detail: 'You are signed in with another email address than the one invited. Sign out, then open the link again.',
  },
  'invitations.password_needed': { title: 'A password is needed', detail: 'Choose a password for your new account and accept again.' },
  'invitations.sign_in_first': {
    title: 'Please sign in first',
    detail: 'An account with this email address exists. Sign in with it, then open the link again and accept.',
  },
  'invitations.not_an_administrator': {
    title: 'You are not an administrator of that organisation',
    detail: 'You can accept only for an organisation that you administer. Choose another one, or accept as a new organisation.',
  },
  'views.too_many': {
    title: 'Too many views of this list',
    detail: 'You keep {{most, number}} views of this list. Delete or overwrite one of them first.',
  },
  'views.name_taken': {
    title: 'This name is taken',
    detail: 'You have another view of this list with this name. Choose another name, or overwrite that view.',
  },
  'customers.already_managed': {
    title: 'This partner is already there',
    detail: 'The organisation has a relationship with this partner already. Nothing needs to be accepted.',
  },
  'customers.not_pending': {
    title: 'The invitation has been answered',
    detail: 'The customer has accepted and now keeps its own data. Ask the customer to make the change.',
  },
  'customers.never_accepted': {
    title: 'Not accepted yet',
    detail:
      'Access can be switched on again only after an earlier acceptance. Send the invitation again and wait for the customer to accept it.',
  },
  'customers.access_unchanged': {
    title: 'Nothing to change',
    detail: 'Access is already as you asked. If the other side switched it off, only that side can switch it on again.',
  },
  'relationships.exists': {
    title: 'This relationship exists',
    detail: 'A relationship with this organisation is there or has been requested. Look it up in the list of relationships.',
  },
  'relationships.not_open': {
    title: 'This relationship is not in the state for that',
    detail: 'It has been answered, changed or ended in the meantime. Load the list again to see how it stands.',
  },
  'accreditations.dates': { title: 'The dates do not fit', detail: 'The last day must not be before the first. Correct one of the two.' },
  'accreditations.kind_of_organisation': {
    title: 'Not for this kind of organisation',
    detail:
      'A vendor accredits partners for every purpose and providers for reporting sales only; locations belong to partners; a provider offers to supply a partner. Choose an organisation that fits.',
  },
  'files.missing': { title: 'There is no file', detail: 'Choose a file and send it again. In the API it is the part named “file”.' },
  'files.empty': { title: 'The file is empty', detail: 'There is no row in it. Fill it in, save it and send it again.' },
  'files.too_many_rows': {
    title: 'The file has too many rows',
    detail: 'A file may have {{rows, number}} rows. Divide it and send the parts one by one.',
  },
  'files.unreadable': {
    title: 'The file cannot be read',
    detail:
      'It is neither plain text nor a workbook (.xlsx) that can be opened, or its first line is damaged, for example by a quotation mark that is never closed. Save the list as CSV or as an Excel workbook without a password and send it again; old workbooks (.xls), archives and PDF files are not read.',
  },
  'files.unpacks_too_large': {
    title: 'The workbook is too large inside',
    detail:
      'Unpacked, this workbook holds far more than a list of devices. Copy the list alone into a new workbook, or save it as CSV, and send that.',
  },
  'files.columns_swapped': {
    title: 'Columns A and B look swapped',
    detail:
      'Column A holds Customer IDs, and none of them is in column B. Put the serial numbers into column A and the Customer ID of the target into column B, and send the file again.',
  },
  'files.column_missing': {
    title: 'A column is missing',
    detail: 'The first line must name the column “{{column}}”. Add it, or start from the sample file.',
  },
  'files.column_twice': {
    title: 'A column is there twice',
    detail: 'The first line names the column “{{column}}” more than once. Keep one of them.',
  },
  'feeds.running': {
    title: 'This feed is being processed',
    detail: 'Its rows can be corrected and tried again when it is done. Wait for it and repeat what you did.',
  },
  'feeds.row_not_rejected': {
    title: 'This row is not rejected',
    detail: 'Only rejected rows can be corrected. Load the row again: it may have been placed, or it waits for its vendor.',
  },
  'feeds.held_elsewhere': {
    title: 'The device is still registered elsewhere',
    detail:
      'Somebody else holds this device with proof. They keep their record of it, without proof, if you place it all the same. Or refuse the row with a reason.',
  },
  'feeds.partner_not_accredited': {
    title: 'The partner has no place for this device',
    detail: 'The partner has no valid accreditation for reselling or service. Give it one and decide then, or refuse the row.',
  },
  'transfers.nothing_to_transfer': {
    title: 'There is nothing to transfer',
    detail:
      'No row names a device. Put serial numbers into column A and the Customer ID of the target into column B, or pick devices in a list.',
  },
  'transfers.not_previewed': {
    title: 'There is no preview to confirm',
    detail: 'The preview is not finished, has lapsed, or has been confirmed already. If it has lapsed, make a new one.',
  },
  'transfers.still_running': {
    title: 'This transfer is still running',
    detail: 'It can be undone once it has finished. Wait for it and repeat what you did.',
  },
  'transfers.moved_nothing': {
    title: 'This transfer moved nothing',
    detail: 'There is nothing to undo: no device was moved by it. To move devices, make a new transfer.',
  },
  'transfers.undone_already': {
    title: 'This transfer was undone already',
    detail: 'Somebody has undone it, or is doing so now; its page says who and when. To move devices again, make a new transfer.',
  },
  'requests.until': {
    title: 'Choose another last day',
    detail: 'A consent lasts from today for {{days, number}} days at most. Choose a day in between.',
  },
  'requests.already_open': {
    title: 'This has been asked for already',
    detail: 'A request for the same is open. Wait for the customer’s answer, or speak to its administrators.',
  },
  'requests.nothing_named': {
    title: 'There is no device to ask for',
    detail: 'None of the devices is with this customer and needs its consent. Check the selection; perhaps they can be moved already.',
  },
  'requests.not_open': {
    title: 'This request is no longer open',
    detail: 'It has been answered or has lapsed. Look at the list again; if need be, ask for a new request.',
  },
  'consents.not_standing': {
    title: 'This consent has ended already',
    detail: 'It was withdrawn, or its last day is over. Nothing is left to do.',
  },
  'transfers.not_confirmed': {
    title: 'The confirmation is missing',
    detail: 'Confirm that the customer has these devices. Otherwise what they report could reach the wrong customer.',
  },
  'jobs.not_waiting': {
    title: 'This job needs no retry',
    detail: 'It runs, waits for its first try, or is done. Load the list again.',
  },
  ...hubProblems,
  'devices.sort_needs_customer': {
    title: 'Choose a customer to sort this way',
    detail: 'Over all customers, devices are sorted by serial number only. Choose one customer or Unassigned devices for any other order.',
  },
  'devices.waiting_needs_arrival_order': {
    title: 'Sort by arrival to see who waits how long',
    detail: 'Devices are chosen by the days they have waited in the order of their arrival only: sort by arrivedAt or -arrivedAt.',
  },
}

export const fields = {
  location_id: 'This is not a location ID. It looks like L-40917-36252; compare it digit by digit.',
  customer_id: 'This is not a Customer ID, or it is mistyped. It looks like C-7KQ2-9MXA-P; compare it character by character.',
  taken: 'This name is taken.',
  required: 'Please fill this in.',
  invalid: 'This value is not valid here.',
  characters: 'This holds characters that cannot be seen, such as control characters. Type it anew instead of pasting it.',
  too_long: 'This is too long.',
  too_short: 'This is too short.',
  too_small: 'This is too short or too small.',
  too_big: 'This is too long or too large.',
  mail: 'This is not an email address. It should look like name@example.com.',
  unknown: 'This field is not known here. Leave it out.',
  cursor: 'This place in the list is no longer valid. Begin again with the first page.',
  time_zone: 'This time zone is not known. It should look like Europe/Paris.',
  header: 'This header is missing or cannot be read.',
  date: 'This is not a day of the calendar. Write year-month-day, such as 2026-03-31.',
  choice: 'Choose one of the values offered.',
  password_too_short: 'The password needs at least {{least}} characters.',
}
