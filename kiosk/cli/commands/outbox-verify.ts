/** `tapwall outbox verify`: file, tables, every event and every number. Exit code 1 when something is wrong. */
import { verifyOutbox, type Verdict } from '../../../broker/outbox/inspect/verify.ts';
import { chosenOutboxes } from '../outbox-files.ts';
import type { OutboxRequest } from './outbox.ts';

/** One outbox, as `--json` prints it. */
export interface VerifiedOutbox extends Verdict {
  file: string;
  ok: boolean;
}

export function verifyCommand({ data, files, json }: OutboxRequest): number {
  const verified = chosenOutboxes(files, data).map((file): VerifiedOutbox => {
    const verdict = verifyOutbox(file);
    return { file, ok: verdict.findings.length === 0, ...verdict };
  });
  process.stdout.write(json ? `${JSON.stringify(verified)}\n` : verifyText(verified));
  return verified.every(({ ok }) => ok) ? 0 : 1;
}

export function verifyText(verified: readonly VerifiedOutbox[]): string {
  if (verified.length === 0) return 'No event was ever kept here.\n';
  return verified.map((one) => `${oneText(one).join('\n')}\n`).join('');
}

function oneText({ file, ok, events, findings, more, notes }: VerifiedOutbox): string[] {
  return [
    `${ok ? 'ok  ' : 'BAD '} ${file}: ${events.toLocaleString('en')} events looked at`,
    ...findings.map((finding) => `       ${finding}`),
    ...(more > 0 ? [`       … and ${more} more`] : []),
    ...notes.map((note) => `note   ${note}`),
    ...(ok
      ? []
      : ['       → tapwall outbox export saves what can be read; a kiosk repairs the file when it starts']),
  ];
}
