/** `tapwall sniff`: what a device says, one reading per line, ended by a line of counts (design: command line formats). */
import { createWriteStream, type WriteStream } from 'node:fs';
import { once } from 'node:events';
import type { StreamDriver } from '../../../device/driver.ts';
import { STREAM_DRIVERS } from '../../../device/drivers.ts';
import { KioskError } from '../../errors.ts';
import { driverOptionsFrom } from '../../sniff/driver-options.ts';
import { openInput, type SniffInput } from '../../sniff/input.ts';
import { LineOutput } from '../../sniff/line-output.ts';
import { runLine } from '../../sniff/run-line.ts';
import { runStream } from '../../sniff/run-stream.ts';
import { Sniffer } from '../../sniff/sniffer.ts';
import { systemClock } from '../../system/clock.ts';
import { createLogger } from '../../system/logger.ts';
import { parseFlags, type FlagSpec, type ParsedFlags } from '../flags.ts';

const NAMES = Object.keys(STREAM_DRIVERS).sort();
const FASTEST = 4_000_000;

const SPEC: FlagSpec = {
  command: 'sniff',
  settings: [],
  positionals: {
    name: 'PATH',
    description: 'a serial port, a recorded file, tcp://HOST:PORT, or - for standard input',
  },
  own: {
    driver: { type: 'string', description: `what is at the other end; required: ${NAMES.join(', ')}` },
    options: { type: 'string', description: 'the driver’s options as JSON, e.g. {"suffix":"none"}' },
    baud: {
      type: 'string',
      description: 'bits per second of a serial port; default: as the device leaves the factory',
    },
    listen: { type: 'boolean', description: 'only listen: send nothing to the device' },
    record: { type: 'string', description: 'also write the bytes to this new file, to be sniffed again' },
  },
  examples: [
    'tapwall sniff --driver ld2410 /dev/serial/by-id/usb-Silicon_Labs_CP2102N_0001-if00-port0',
    'tapwall sniff --driver barcode --options \'{"suffix":"none"}\' scans.bin',
    'tapwall sniff --driver uhfreader18 --listen --record rooms.bin tcp://192.0.2.40:6000',
    'tapwall sniff --driver m100 - < tags.bin',
  ],
};

export async function sniffCommand(args: readonly string[]): Promise<number> {
  const flags = parseFlags(SPEC, args);
  if (flags === null) return 0;
  const [path, ...others] = flags.positionals;
  if (path === undefined || others.length > 0)
    throw new KioskError(
      'TW_USAGE',
      'tapwall sniff --driver NAME PATH, with one path; PATH is a serial port, a recorded file, tcp://HOST:PORT, or -.',
    );
  const driver = await driverOf(flags);
  const options = driverOptionsFrom(String(flags.own['options'] ?? '{}'), driver);
  const input = await openInput(path, { baudRate: baudOf(flags, driver), stdin: process.stdin });
  const record = await recordingOf(flags);
  await sniff({ driver, options, input, record, talk: flags.own['listen'] !== true });
  return 0;
}

interface Sniff {
  driver: StreamDriver;
  options: object;
  input: SniffInput;
  record: WriteStream | null;
  talk: boolean;
}

async function sniff({ driver, options, input, record, talk }: Sniff): Promise<void> {
  const output = new LineOutput(process.stdout);
  let toSession: (frame: unknown) => void = () => undefined;
  const sniffer = new Sniffer({
    driver,
    options,
    clock: systemClock,
    print: (line) => output.write(line),
    frame: (frame) => toSession(frame),
  });
  const data = (chunk: Uint8Array): void => {
    record?.write(chunk);
    sniffer.push(chunk);
  };
  const stopped = untilInterrupted(output);
  if (input.kind === 'stream') await runStream({ stream: input.stream, data, output, stopped });
  else {
    const logger = createLogger('sniff', 'warn');
    const lost = await runLine({
      driver,
      options,
      talk,
      data,
      stopped,
      logger,
      clock: systemClock,
      transport: input.transport,
      onSession: (session) => {
        toSession = (frame) => session.frame(frame);
      },
    });
    if (lost !== undefined) logger.warn({ code: lost.code }, lost.message);
  }
  output.write(JSON.stringify(sniffer.end()));
  if (record !== null) await once(record.end(), 'close');
}

async function driverOf({ own }: ParsedFlags): Promise<StreamDriver> {
  const name = own['driver'];
  const entry =
    typeof name === 'string' && Object.hasOwn(STREAM_DRIVERS, name) ? STREAM_DRIVERS[name] : undefined;
  if (entry !== undefined) return entry.load();
  const known = `Known: ${NAMES.join(', ')}.`;
  throw new KioskError(
    'TW_USAGE',
    name === undefined
      ? `--driver NAME is missing. ${known}`
      : `${JSON.stringify(name)} is not a driver. ${known}`,
  );
}

function baudOf({ own }: ParsedFlags, driver: StreamDriver): number {
  if (own['baud'] === undefined) return driver.baudRate;
  const baud = Number(own['baud']);
  if (Number.isInteger(baud) && baud >= 300 && baud <= FASTEST) return baud;
  throw new KioskError('TW_USAGE', `--baud is a whole number from 300 to ${FASTEST}.`);
}

/** A recording is never written over another file. @throws KioskError TW_USAGE */
async function recordingOf({ own }: ParsedFlags): Promise<WriteStream | null> {
  if (own['record'] === undefined) return null;
  const path = String(own['record']);
  const stream = createWriteStream(path, { flags: 'wx' });
  try {
    await once(stream, 'open');
    return stream;
  } catch (cause) {
    throw new KioskError(
      'TW_USAGE',
      `--record: ${JSON.stringify(path)} is there already or cannot be written; name a new file.`,
      { cause },
    );
  }
}

/** Ctrl+C, the end of the service manager’s patience, or nobody reading any more. */
function untilInterrupted(output: LineOutput): Promise<void> {
  return new Promise((resolve) => {
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
    void output.closed.then(resolve);
  });
}
