import { account } from './account.ts'
import { applications } from './applications.ts'
import { help } from './help.ts'
import { kit } from './kit.ts'
import { roles } from './organisations.ts'
import { session } from './session.ts'
import { shell } from './shell.ts'

/** What is said before one has signed in: a piece of its own, so that the first page comes soon. */
export const words = {
  kit,
  shell,
  help,
  session,
  account,
  applications,
  roles,
}
