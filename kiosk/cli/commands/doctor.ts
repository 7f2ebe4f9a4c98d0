/** `tapwall doctor`: checks this machine; every finding comes with its remedy. Exit code 1 when something is wrong. */
import { CHECKS } from '../../doctor/checks.ts';
import type { Finding } from '../../doctor/finding.ts';
import { systemFacts } from '../../doctor/system-facts.ts';
import { parseFlags, settingsOf } from '../flags.ts';
import { KIOSK_SETTINGS } from './kiosk.settings.ts';

const MARKS: Record<Finding['level'], string> = { good: 'ok  ', note: 'note', bad: 'BAD ' };

export async function doctorCommand(args: readonly string[]): Promise<number> {
  const own = { json: { type: 'boolean', description: 'print JSON instead of text' } } as const;
  const flags = parseFlags({ command: 'doctor', settings: KIOSK_SETTINGS, own }, args);
  if (flags === null) return 0;
  const { values } = settingsOf(flags);
  const findings: Finding[] = [];
  for (const check of CHECKS) findings.push(...(await check(values, systemFacts)));
  process.stdout.write(
    flags.own['json'] === true ? `${JSON.stringify(findings)}\n` : `${findings.map(text).join('\n')}\n`,
  );
  return findings.some(({ level }) => level === 'bad') ? 1 : 0;
}

function text({ level, what, finding, remedy }: Finding): string {
  const line = `${MARKS[level]} ${what}: ${finding}`;
  return remedy === undefined ? line : `${line}\n       → ${remedy}`;
}
