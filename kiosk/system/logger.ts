/** The log: pino on standard error, one line per fact; standard output belongs to the ready line and to results. */
import { pino, type Logger as PinoLogger } from 'pino';

export type LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'silent';

/** Fields that could name a shopper never reach the log, whoever passes them. */
const REDACTED = ['uid', '*.uid', 'card', '*.card', 'token', '*.token', 'displayName', '*.displayName'];

export function createLogger(part: string, level: LogLevel): PinoLogger {
  return pino(
    {
      level,
      base: { part },
      redact: { paths: REDACTED, censor: '[shopper]' },
      timestamp: pino.stdTimeFunctions.isoTime,
    },
    pino.destination({ fd: 2, sync: true }),
  );
}
