/** `tapwall outbox status|verify|export`: what waits for the platform, whether it is whole, and all of it as JSON. */
import { KioskError } from '../../errors.ts';
import { parseFlags, settingsOf, type FlagSpec } from '../flags.ts';
import { exportCommand } from './outbox-export.ts';
import { statusCommand } from './outbox-status.ts';
import { verifyCommand } from './outbox-verify.ts';

const SPEC: FlagSpec = {
  command: 'outbox',
  settings: ['data'],
  positionals: {
    name: 'status|verify|export [FILE…]',
    description: 'what to do, and with which files; default: every outbox in the data folder',
  },
  own: { json: { type: 'boolean', description: 'print JSON instead of text (status, verify)' } },
  examples: [
    'tapwall outbox status --data /var/lib/tapwall',
    'tapwall outbox verify --data /var/lib/tapwall',
    'tapwall outbox export --data /var/lib/tapwall > events.ndjson',
    'tapwall outbox export outbox.tapwall.demo.mil-01.kiosk-1.sqlite.damaged-20261126T090000Z',
  ],
};

/** What a subcommand is asked. */
export interface OutboxRequest {
  data: string;
  /** Files that were named. */
  files: readonly string[];
  json: boolean;
}

const SUBCOMMANDS: Readonly<Record<string, (request: OutboxRequest) => number | Promise<number>>> = {
  status: statusCommand,
  verify: verifyCommand,
  export: exportCommand,
};

export async function outboxCommand(args: readonly string[]): Promise<number> {
  const flags = parseFlags(SPEC, args);
  if (flags === null) return 0;
  const [name = '', ...files] = flags.positionals;
  const run = Object.hasOwn(SUBCOMMANDS, name) ? SUBCOMMANDS[name] : undefined;
  if (run === undefined)
    throw new KioskError('TW_USAGE', 'tapwall outbox status, verify or export. See tapwall outbox --help.');
  const { values } = settingsOf(flags);
  return run({ data: values.data, files, json: flags.own['json'] === true });
}
