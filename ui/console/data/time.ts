/** Times as people say them. The exact time goes beside it, on hover and for programs. */

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });
const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' });
const full = new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeStyle: 'medium' });

/** `just now`, `40 s ago`, `5 min ago`, `3 h ago`, `12 Nov, 14:02`. */
export function ago(time: Date, now: Date): string {
  const passed = now.getTime() - time.getTime();
  if (Number.isNaN(passed)) return '';
  if (passed < 10 * SECOND) return 'just now';
  if (passed < MINUTE) return `${Math.floor(passed / SECOND)} s ago`;
  if (passed < HOUR) return `${Math.floor(passed / MINUTE)} min ago`;
  if (passed < DAY) return `${Math.floor(passed / HOUR)} h ago`;
  return `${day.format(time)}, ${clock.format(time)}`;
}

/** `14:02` on the same day, otherwise `12 Nov, 14:02`. */
export function at(time: Date, now: Date): string {
  if (Number.isNaN(time.getTime())) return '';
  const sameDay = time.toDateString() === now.toDateString();
  return sameDay ? clock.format(time) : `${day.format(time)}, ${clock.format(time)}`;
}

export function exact(time: Date): string {
  return Number.isNaN(time.getTime()) ? '' : full.format(time);
}

/** `42 s`, `4 min`, `2 h`. */
export function lasting(seconds: number): string {
  if (seconds < 90) return `${Math.round(seconds)} s`;
  if (seconds < 5_400) return `${Math.round(seconds / 60)} min`;
  return `${Math.round(seconds / 3_600)} h`;
}
