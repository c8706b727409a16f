// Every number of the rules, with its rule. Units last.
export const limits = {
  /** Rows decided and moved in one transaction (R-T6). */
  chunkRows: 10_000,
  /** Above this a preview answers 202 and is made in the background. */
  previewAtOnceRows: 10_000,
  /** Rows that one transfer file may have. */
  transferRows: 1_000_000,
  /** Rows that one feed file may have (R-B3). */
  feedRows: 1_000_000,
  /** Whoever reported longer ago than this is without recent data (R-B4). */
  feedRecentDays: 14,
  /** Rows that one file of devices to register may have: one transaction (R-D11). */
  registrationRows: 10_000,
  /** So long a removal of devices can be undone. */
  removalUndoDays: 30,
  /** Devices that may be typed into one registration, and what may be said in proof of each. */
  typedDevices: 200,
  evidenceCharacters: 500,
  /** Requests for proof that one organisation has open at the desk of one vendor; what is past it is not asked (R-D11). */
  openProofRequests: 5_000,
  /** Serials or device ids that may stand in one JSON body; more come as a file. */
  pastedSerials: 20_000,
  /** Rows of a preview that are mended at once, and targets that are replaced; more are mended in the file. */
  mendedRows: 1_000,
  /** Moved rows of which an undo is foreseen. */
  undoForeseenRows: 20_000,
  uploadMegabytes: 512,
  /** An upload from which nothing comes for so long is over. */
  uploadStallSeconds: 120,
  /** A preview that nobody confirms lapses. */
  previewLifetimeHours: 72,
  /** So long before that, whoever made it is reminded (R-T4). */
  previewReminderHours: 24,
  /** A request that nobody answers lapses; the longest consent that can be asked for (R-D10). */
  requestLifetimeDays: 30,
  consentDaysMost: 366,
  quotaDevicesMost: 1_000_000_000,
  purposeCharacters: 1_000,
  idempotencyKeyHours: 24,
  /** How long a support session may last (R-H7); the wall of its table knows the most too. */
  supportSessionMinutes: { least: 15, usual: 60, most: 240 },
  sessionIdleHours: 12,
  sessionLifetimeDays: 30,
  invitationLifetimeDays: 14,
  passwordCharacters: { least: 12, most: 200 },
  /** Exact across servers, in the database. */
  signInAttempts: { perMail: 10, perAddress: 100, windowMinutes: 15 },
  /** Wrong codes of the second factor: a million codes, three of them right at a time. */
  codeAttempts: { perPerson: 5, windowMinutes: 15 },
  /** Passwords asked again of somebody signed in. */
  passwordAttempts: { perPerson: 10, windowMinutes: 15 },
  /** Mails that a stranger can have sent to somebody: resets, registrations and applications, each. */
  mailedLinkAttempts: { perMail: 3, perAddress: 20, windowMinutes: 60 },
  passwordResetMinutes: 60,
  registrationLinkHours: 48,
  /** A confirmed registration that nobody answered lapses (R-A8). */
  registrationDays: 30,
  /** What a company says for itself, a vendor of its criteria, and how many vendors one form may name (R-B6). */
  statementCharacters: 4_000,
  criteriaCharacters: 4_000,
  applicationVendors: 20,
  /** What was refused to a company that is no organisation is forgotten after that. */
  refusedApplicationDays: 180,
  /** When the daily digest goes out, by the clock of whoever gets it (R-N1), and how much one mail tells of: what is more is in the bell. */
  digestHour: 7,
  noticesInMail: 50,
  /** Views that a person may keep of one list, and filters in one. */
  savedViews: 20,
  viewFilters: 20,
  /** Unread notifications are counted so far and no further; reached, it says so many or more. */
  unreadShown: 1_000,
  /** Devices that wait in a holding tenant are counted so far for each age. */
  waitingCounted: 10_000,
  /** So many weeks of coming and going are told, the present one among them. */
  historyWeeks: 12,
  /** Of the settings of the hub. */
  hubNameCharacters: 40,
  helpLinkCharacters: 500,
  announcementCharacters: 600,
  recoveryCodes: 10,
  /** A browser or network that has not been used since is new again. */
  knownDeviceDays: 400,
  /** The longest and shortest session that an organisation may ask for. */
  policySessionHours: { least: 1, most: 720 },
  /** Requests a minute of one address; per process. */
  requestsPerMinute: 1_200,
  cpinGraceHoursMost: 720,
  /** Rows that could be sealed and are not, and transactions that hold the sealing up (R-A6). */
  auditUnsealedAlarmSeconds: 10,
  oldTransactionAlarmSeconds: 60,
} as const
