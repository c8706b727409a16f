import { type Logger, pino } from 'pino'
import type { Config } from './config.ts'

export type Log = Logger

/** JSON lines on standard error; standard output has only the line that says the hub is ready. Secrets never reach it. */
export function makeLog(level: Config['LOG_LEVEL']): Log {
  return pino(
    {
      level,
      base: null,
      redact: { paths: ['req.headers.cookie', 'req.headers.authorization', '*.password', '*.token'], censor: '[secret]' },
    },
    pino.destination(2),
  )
}
