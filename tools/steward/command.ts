// What a command of the command line is: light, for `help` and what is not understood load nothing else.

/** Whoever asked made a mistake that they can mend: said without a stack. */
export class Refused extends Error {}
export class Misunderstood extends Error {}

/** What was typed behind the command. */
export type Options = { json: boolean; failed: boolean; open: boolean } & { readonly [K in OptionName]?: string | undefined }
export type OptionName = (typeof optionNames)[number]
export const optionNames = [
  'id',
  'mail',
  'name',
  'language',
  'reason',
  'partner',
  'devices',
  'state',
  'search',
  'kind',
  'kinds',
  'country',
  'admin-name',
  'admin-mail',
  'organisation',
  'vendor',
  'location',
  'roles',
  'from',
  'until',
  'help-mail',
  'help-link',
  'level',
  'en',
  'fr',
  'de',
] as const

/** What to say to people, what to say to programs, and whether all is well. */
export type Told = { text: string; json: unknown; well?: boolean }
export type Command = (options: Options) => Promise<Told>

export function codeOf(error: unknown): string | null {
  return error instanceof Error && 'code' in error ? String(error.code) : null
}
