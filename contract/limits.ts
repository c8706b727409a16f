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
  /** Serials or device ids that may stand in one JSON body; more come as a file. */
  pastedSerials: 20_000,
  uploadMegabytes: 512,
  /** Pieces in which an upload lies in the database. */
  filePieceBytes: 1_048_576,
  /** A preview that nobody confirms lapses. */
  previewLifetimeHours: 72,
  idempotencyKeyHours: 24,
  sessionIdleHours: 12,
  sessionLifetimeDays: 30,
  invitationLifetimeDays: 14,
  passwordCharacters: { least: 12, most: 200 },
  /** Exact across servers, in the database. */
  signInAttempts: { perMail: 10, perAddress: 100, windowMinutes: 15 },
  /** Requests a minute of one session or address; per process. */
  requestsPerMinute: 1_200,
  cpinGraceHoursMost: 720,
  auditUnsealedAlarmSeconds: 10,
} as const
