/** The commands by name. Each is loaded when it is asked for, so that a kiosk does not carry the hub in memory. */
import { KioskError } from '../errors.ts';
import { keepHeapSmall } from '../system/small-heap.ts';

/** Runs to the end (tools) or until it is told to stop (services); answers the exit code. */
export type Command = (args: readonly string[]) => Promise<number>;

export interface CommandEntry {
  /** One line for `tapwall help`. */
  summary: string;
  load: () => Promise<Command>;
}

export const COMMANDS: Readonly<Record<string, CommandEntry>> = {
  start: {
    summary: 'everything on one machine: broker, hub, one kiosk, virtual hardware, demo catalogue',
    load: async () => (await import('./commands/start.ts')).startCommand,
  },
  kiosk: {
    summary: 'a kiosk alone, against a broker and a hub',
    load: async () => {
      keepHeapSmall();
      return (await import('./commands/kiosk.ts')).kioskCommand;
    },
  },
  hub: {
    summary: 'the platform’s end alone, with the embedded broker unless --broker names one',
    load: async () => (await import('./commands/hub.ts')).hubCommand,
  },
  access: {
    summary: 'configure Mosquitto, NATS or RabbitMQ for the paired kiosks, each to its own topics',
    load: async () => (await import('./commands/access.ts')).accessCommand,
  },
  import: {
    summary: 'import the feeds of stores, products, local inventory and reviews into the hub',
    load: async () => (await import('./commands/import.ts')).importCommand,
  },
  tap: {
    summary: 'put a tag or a card on a virtual reader',
    load: async () => (await import('./commands/tap.ts')).tapCommand,
  },
  simulate: {
    summary: 'play a store’s day on the virtual hardware of a kiosk, or as readings without one',
    load: async () => (await import('./commands/simulate.ts')).simulateCommand,
  },
  sniff: {
    summary: 'listen to a sensor, reader or scanner, live or recorded, one reading per line',
    load: async () => (await import('./commands/sniff.ts')).sniffCommand,
  },
  decode: {
    summary: 'what a tag, a symbol, an EPC or a signed URL says, as JSON',
    load: async () => (await import('./commands/decode.ts')).decodeCommand,
  },
  outbox: {
    summary: 'what waits for the platform, whether it is whole, and all of it as JSON',
    load: async () => (await import('./commands/outbox.ts')).outboxCommand,
  },
  devices: {
    summary: 'list what is plugged in, with a device file to begin with',
    load: async () => (await import('./commands/devices.ts')).devicesCommand,
  },
  doctor: {
    summary: 'check this machine and say what to mend',
    load: async () => (await import('./commands/doctor.ts')).doctorCommand,
  },
};

export interface FoundCommand {
  command: Command;
  args: readonly string[];
}

/** @throws KioskError TW_USAGE */
export function findCommand(argv: readonly string[]): FoundCommand {
  const [name = 'help', ...args] = argv;
  if (name === 'help' || name === '--help' || name === '-h') return { command: help, args };
  if (name === 'version' || name === '--version') return { command: version, args };
  const entry = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (entry === undefined) {
    throw new KioskError(
      'TW_USAGE',
      `${JSON.stringify(name)} is not a command. Known: ${Object.keys(COMMANDS).join(', ')}.`,
    );
  }
  return { command: async (rest) => (await entry.load())(rest), args };
}

async function help(): Promise<number> {
  const width = Math.max(...Object.keys(COMMANDS).map((name) => name.length));
  const lines = Object.entries(COMMANDS).map(([name, { summary }]) => `  ${name.padEnd(width)}  ${summary}`);
  process.stdout.write(`tapwall COMMAND [FLAGS]\n\n${lines.join('\n')}\n\nFlags: tapwall COMMAND --help\n`);
  return 0;
}

async function version(): Promise<number> {
  const { readVersion } = await import('../system/version.ts');
  process.stdout.write(`${readVersion()}\n`);
  return 0;
}
