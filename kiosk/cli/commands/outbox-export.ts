/**
 * `tapwall outbox export`: the events that wait, one CloudEvent per line on standard output; what could not be read is said
 * on standard error. Exit code 1 when there was such.
 */
import { exportOutbox, type Exported } from '../../../broker/outbox/inspect/export.ts';
import { runsInWords } from '../../../broker/outbox/inspect/verify.ts';
import { countOf, Runs } from '../../../broker/runs.ts';
import { KioskError } from '../../errors.ts';
import { chosenOutboxes } from '../outbox-files.ts';
import type { OutboxRequest } from './outbox.ts';

export async function exportCommand({ data, files }: OutboxRequest): Promise<number> {
  let isWhole = true;
  for (const file of chosenOutboxes(files, data)) {
    const exported = await exportOne(file);
    for (const line of exportText(file, exported)) process.stderr.write(`${line}\n`);
    isWhole &&= !exported.damaged && exported.broken.length === 0;
  }
  return isWhole ? 0 : 1;
}

async function exportOne(file: string): Promise<Exported> {
  try {
    return await exportOutbox(file, print);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new KioskError('TW_INPUT_NOT_FOUND', `${file} cannot be read: ${message}.`, { cause: error });
  }
}

export function exportText(file: string, { events, broken, unread, damaged }: Exported): string[] {
  const lines = [`${file}: ${events.toLocaleString('en')} events`];
  if (damaged) lines.push('  the file is damaged; this is what can be read');
  if (broken.length > 0) lines.push(`  no event any more: ${runsInWords(Runs.ofNumbers(broken).list)}`);
  if (unread.length > 0)
    lines.push(`  could not be read: ${runsInWords(unread)} (${countOf(unread)} numbers)`);
  return lines;
}

/** Waits for whoever reads slowly; stops when nobody reads any more. */
async function print(lines: string[]): Promise<void> {
  const { stdout } = process;
  if (lines.length === 0 || stdout.destroyed) return;
  if (stdout.write(`${lines.join('\n')}\n`)) return;
  await new Promise<void>((resolve) => {
    const done = (): void => {
      stdout.off('drain', done).off('close', done).off('error', done);
      resolve();
    };
    stdout.on('drain', done).on('close', done).on('error', done);
  });
}
