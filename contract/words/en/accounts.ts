// What the server says about accounts: sign-in, passwords, second factor, registration.

export const accountProblems = {
  'session.code_needed': {
    title: 'A code is needed',
    detail: 'This account has a second factor. Enter the six digits that your authenticator app shows, or one of your recovery codes.',
  },
  'session.wrong_code': {
    title: 'The code is not right',
    detail:
      'Enter the six digits that your app shows now; each can be used once. Check that the clock of your phone is right, or use a recovery code.',
  },
  'session.second_factor_needed': {
    title: 'A second factor is needed here',
    detail:
      'This organisation requires a second factor of everybody who works for it. Set one up under “Your account”; until then you cannot act for it.',
  },
  'session.too_old': {
    title: 'Please sign in again',
    detail: 'This organisation limits how long a session lasts, and yours is older. Sign out, sign in again and continue.',
  },
  'account.wrong_password': { title: 'The password is not right', detail: 'Enter the password that you sign in with now.' },
  'account.proof_needed': {
    title: 'Please confirm that it is you',
    detail: 'Enter your password, or a code of your authenticator app.',
  },
  'password_resets.not_valid': {
    title: 'This link is not valid',
    detail: 'It has expired, was used, or is incomplete. Ask for a new one on the page “Forgot your password?”.',
  },
  'second_factor.in_force': {
    title: 'The second factor is already on',
    detail: 'To use another device, turn it off first and set it up again.',
  },
  'second_factor.not_begun': {
    title: 'Setup has not begun',
    detail: 'Begin again: a new key is shown, which you add to your authenticator app before you confirm with a code.',
  },
  'second_factor.not_in_force': { title: 'The second factor is off', detail: 'Set it up first. Recovery codes come with it.' },
  'second_factor.own': {
    title: 'This is your own second factor',
    detail: 'Turn it off under “Your account”, where you confirm that it is you. Without phone and recovery codes, use the command line.',
  },
  'second_factor.wrong_code': {
    title: 'The code is not right',
    detail: 'Enter the six digits that your app shows now; each can be used once. Check that the clock of your phone is right.',
  },
  'organisations.own_second_factor_first': {
    title: 'Set up your own second factor first',
    detail:
      'Otherwise the organisation could be left without an administrator who may act. Set it up under “Your account”, then require it.',
  },
  'registrations.not_valid': {
    title: 'This link is not valid',
    detail: 'It has expired, was used, or is incomplete. Register again to get a new one.',
  },
  'registrations.other_person': {
    title: 'This registration is for another email address',
    detail: 'You are signed in with another address than the one registered. Sign out, then open the link again.',
  },
  'registrations.decided': {
    title: 'This registration has been answered',
    detail: 'Somebody else admitted or refused it in the meantime. Load the list again.',
  },
}

export const accountNotifications = {
  registration_waiting: '{{name}} has registered for your organisation and waits to be admitted.',
}

/** These are about a person, whose name is told: the act belongs to no organisation. */
export const accountAudit = {
  'account.password_changed': '{{name}} changed the password of their account.',
  'account.password_reset': '{{name}} set a new password by a link that was emailed.',
  'account.second_factor_on': '{{name}} turned on the second factor of their account.',
  'account.second_factor_off': '{{name}} turned off the second factor of their account.',
  'account.recovery_codes_made': '{{name}} had new recovery codes made.',
  'second_factor.taken_away': 'The operator took away the second factor of {{name}}, who had lost it: “{{reason}}”',
  'account.notifications_chosen': '{{name}} chose how they hear of what happens.',
  'account.recovery_code_used': '{{name}} signed in with a recovery code.',
  'account.sessions_ended': '{{name}} ended all other sessions of their account.',
  'policy.second_factor_required': '{{who}} requires a second factor of everybody who acts for this organisation.',
  'policy.second_factor_optional': '{{who}} no longer requires a second factor.',
  'policy.session_limited': '{{who}} limited sessions to {{hours, number}} h.',
  'policy.session_unlimited': '{{who}} lifted the limit on how long sessions last.',
  'registration.asked': '{{name}} ({{mail}}) registered with the location ID {{locationId}} and waits to be admitted.',
  'registration.admitted': '{{who}} admitted {{name}} as a member. Roles: {{roles}}.',
  'registration.refused': '{{who}} refused the registration of {{name}}.',
}

export const accountMails = {
  password_reset: {
    subject: 'Set a new password for {{hub}}',
    greeting: 'Hello {{name}},',
    body: 'Somebody asked for a new password for your account on {{hub}}.',
    button: 'Set a new password',
    meaning: 'As soon as the new password is set, every session of your account ends. A second factor stays as it is.',
    expiry: 'The link works once, until {{until}}.',
    ignore: 'If it was not you, simply ignore this message. Your password stays as it is.',
  },
  password_changed: {
    subject: 'Your password for {{hub}} was changed',
    greeting: 'Hello {{name}},',
    body: 'The password of your account on {{hub}} was changed on {{when}}.',
    button: 'It was not me: set a new password',
    meaning: 'All other sessions of your account have ended.',
    ignore: 'If it was you, there is nothing to do.',
  },
  second_factor_taken: {
    subject: 'Your second factor for {{hub}} was taken away',
    greeting: 'Hello {{name}},',
    body: 'Whoever runs this hub took away the second factor of your account, {{when}}. The reason: “{{reason}}”',
    button: 'Set up a new one',
    meaning: 'All sessions of your account have ended. Your password alone now lets you in; set up a second factor again soon.',
    ignore: 'If you did not ask for this, please tell an administrator of your organisation at once and change your password.',
  },
  new_sign_in: {
    subject: 'New sign-in to your account on {{hub}}',
    greeting: 'Hello {{name}},',
    body: 'Somebody signed in to your account from a browser or a network that has not been used with it before: {{agent}}, address {{address}}, {{when}}.',
    button: 'See my sessions',
    meaning: 'If it was not you, end that session and change your password.',
    ignore: 'If it was you, there is nothing to do.',
  },
  registration: {
    subject: 'Confirm your registration on {{hub}}',
    greeting: 'Hello {{name}},',
    body: 'Somebody registered on {{hub}} with your email address.',
    button: 'Confirm the registration',
    meaning:
      'After you have confirmed, an administrator of your company decides whether you are admitted. You get an email as soon as you are admitted.',
    expiry: 'The link is valid until {{until}}.',
    ignore: 'If it was not you, simply ignore this message. Nothing happens then.',
  },
  admission: {
    subject: 'You can now work for {{organisation}} on {{hub}}',
    greeting: 'Hello {{name}},',
    body: '{{organisation}} has admitted you as a member on {{hub}}.',
    button: 'Open {{hub}}',
    meaning: 'Sign in with your email address and your password.',
    ignore: 'If you did not register, please tell an administrator of {{organisation}}.',
  },
  unknownAgent: 'a browser that does not say which',
}
