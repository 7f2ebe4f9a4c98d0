/** Dates as GS1 writes them: YYYYMMDD, never converted. */

/** A day of the calendar. */
export function isDate(value: string): boolean {
  return isDateOrMonth(value) && !value.endsWith('00');
}

/**
 * A day, or with day 00 a whole month (General Specifications, section 3.4.2). Of a two-digit year any century will do:
 * only 00 could differ, and 2000 is the one within fifty years of today.
 */
export function isDateOrMonth(value: string): boolean {
  const year = Number(value.slice(0, 4));
  const month = Number(value.slice(4, 6));
  if (month < 1 || month > 12) return false;
  const lastDay = new Date(Date.UTC(2000, month, 0)).getUTCDate();
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return Number(value.slice(6)) <= (month === 2 && !isLeap ? 28 : lastDay);
}
