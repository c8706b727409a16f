// What the server says about applications of companies and partners (R-B6).

export const applicationProblems = {
  'applications.not_valid': {
    title: 'This link is not valid',
    detail: 'It has expired, was used, or is incomplete. Apply again to get a new one.',
  },
  'applications.other_person': {
    title: 'This application was made with another email address',
    detail: 'You are signed in with another address than the one in the application. Sign out, then open the link again.',
  },
  'applications.already_open': {
    title: 'Your organisation has already applied here',
    detail: 'An earlier application to this vendor is still open. Wait for its answer.',
  },
  'applications.decided': {
    title: 'This application has been answered',
    detail: 'Somebody else approved or refused it in the meantime. Load the list again.',
  },
}

export const applicationNotifications = {
  application_received: '{{company}} applies for accreditation.',
  application_approved: '{{vendor}} approved your application for accreditation.',
  application_refused: '{{vendor}} refused your application for accreditation: “{{reason}}”',
}

export const applicationAudit = {
  'application.received': '{{company}} applied for accreditation. Contact: {{name}} ({{mail}}). Asked for: {{kinds}}.',
  'application.sent': '{{who}} applied to {{vendor}} for accreditation. Asked for: {{kinds}}.',
  'application.approved': '{{who}} approved the application of {{company}} to {{vendor}}. Given: {{kinds}}.',
  'application.refused': '{{who}} refused the application of {{company}} to {{vendor}}: “{{reason}}”',
  'application.criteria_opened': '{{who}} opened this organisation to applications.',
  'application.criteria_closed': '{{who}} closed this organisation to applications.',
}

export const applicationMails = {
  application: {
    subject: 'Confirm the application of {{company}} on {{hub}}',
    greeting: 'Hello {{name}},',
    body: 'Somebody applied on {{hub}} with your email address for {{company}} to become a partner.',
    button: 'Confirm the application',
    meaning: 'After you have confirmed, the vendors that were chosen decide on the application. You get an email with each decision.',
    expiry: 'The link is valid until {{until}}.',
    ignore: 'If it was not you, simply ignore this message. Nothing happens then.',
  },
  application_approved: {
    subject: '{{company}} is now a partner of {{vendor}}',
    greeting: 'Hello {{name}},',
    body: '{{vendor}} has approved the application of {{company}}.',
    button: 'Open {{hub}}',
    meaning: 'You are the administrator of {{company}} on {{hub}}. You find its location ID under “Accreditations and locations”.',
    ignore: 'Sign in with your email address and your password. If you are signed in already, load the page again.',
  },
  application_refused: {
    subject: 'Application of {{company}} to {{vendor}}',
    greeting: 'Hello {{name}},',
    body: '{{vendor}} has refused the application of {{company}}. The reason: “{{reason}}”',
    button: 'Apply again',
    meaning: 'You can apply again as soon as the reason no longer applies.',
    ignore: 'If you have questions, please contact {{vendor}}.',
  },
}
