/** What the fleet's database may say, told apart by what somebody can do about it. */
import { DatabaseError } from 'pg';
import { isBrokerError, type BrokerErrorCode } from '../../errors.ts';
import { isDiskFull } from '../../sqlite/open.ts';

/** PostgreSQL error classes: insufficient resources, operator intervention, connection, unable to connect. */
const PASSING = /^(53|57|08|58|25006|40)/;
const DISK_FULL = '53100';

/** The code a log line or an answer carries. */
export function codeOfFault(error: unknown): BrokerErrorCode {
  if (isBrokerError(error)) return error.code;
  if (isDiskFull(error) || (error instanceof DatabaseError && error.code === DISK_FULL))
    return 'TW_DATABASE_FULL';
  return isAboutData(error) ? 'TW_HUB_FAILED' : 'TW_FLEET_UNAVAILABLE';
}

/** True when the database took offence at what it was given, so that the same again would fail again. */
export function isAboutData(error: unknown): boolean {
  if (error instanceof DatabaseError) return !PASSING.test(error.code ?? '');
  if (error instanceof TypeError || error instanceof RangeError) return true;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return code.startsWith('SQLITE_') && !isDiskFull(error);
}
