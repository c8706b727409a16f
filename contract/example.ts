// Examples of every operation: recorded from a running hub by `npm run examples`, kept in examples.json, shown in the document at /docs.
import { z } from 'zod'

/** What was sent: the parts of a call, as the SDK takes them. A file stands as its text. */
const sent = z.strictObject({
  params: z.record(z.string(), z.unknown()).optional(),
  query: z.record(z.string(), z.unknown()).optional(),
  ifMatch: z.number().int().optional(),
  idempotencyKey: z.string().optional(),
  body: z.unknown().optional(),
  fields: z.record(z.string(), z.string()).optional(),
  file: z.strictObject({ name: z.string(), text: z.string() }).optional(),
})

/** One call of an operation: who made it, what was sent, what was answered. No reply where there is none, or where it is no text. */
export const example = z.strictObject({ title: z.string(), request: sent, reply: z.unknown().optional() })
export type Example = z.infer<typeof example>

export const examplesFile = z.strictObject({
  /** By the name of the operation. */
  operations: z.record(z.string(), z.array(example)),
  /** By code, as one operation answered it. */
  problems: z.record(z.string(), z.unknown()),
})
export type Examples = z.infer<typeof examplesFile>

/** Stands for what only its owner may know. */
export const masks = {
  token: 'the-token-of-the-mailed-link',
  password: 'correct horse battery staple',
  code: '123456',
  secret: 'SHOWN-ONCE',
  recoveryCodes: ['AAAAA-AAAAA', 'BBBBB-BBBBB'],
  cpin: '0000-0000-0000',
} as const
