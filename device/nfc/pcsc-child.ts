/**
 * The reader process: the only place where the native PC/SC binding is loaded.
 *
 * The binding can block an event loop for ever, and its contexts do not survive a restart of pcscd. So the kiosk
 * watches this process, and this process ends whenever its context is lost: the next one starts clean.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { isDeviceError } from '../errors.ts';
import { loadPcscBinding, type PcscBinding } from './pcsc-binding.ts';
import { HEARTBEAT_MS, type ChildMessage, type ParentMessage, type ServiceTrouble } from './pcsc-messages.ts';
import { pcscRun, probePcsc } from './pcsc-probe.ts';
import { watchSlot, type SlotCommands } from './pcsc-slot.ts';

const PROBE_INTERVAL_MS = 500;
const GUARD_INTERVAL_MS = 2_000;
/** Readers that are plugged in show within this time; the service counts as up once they have. */
const ENUMERATION_MS = 500;

/** Runs beside the event loop: it ends the process when the kiosk died while the binding was blocking. */
const ORPHAN_WATCH = `
  const { workerData } = require('node:worker_threads');
  setInterval(() => { if (process.ppid !== workerData) process.kill(process.pid, 'SIGKILL'); }, 1000);
`;

/** Readers that are plugged in, by name. */
const readers = new Map<string, SlotCommands>();

process.on('disconnect', () => process.exit(0));
// A signal meant for the kiosk's process group is the kiosk's to handle; it closes the channel.
process.on('SIGINT', () => undefined);
process.on('message', (message: ParentMessage) => readers.get(message.reader)?.receive(message));
setInterval(() => send({ type: 'alive' }), HEARTBEAT_MS);
send({ type: 'alive' });
await watchForOrphaning();
const binding = load();
if (binding !== undefined) await serve(binding);

function send(message: ChildMessage): void {
  if (process.connected) process.send?.(message);
}

async function watchForOrphaning(): Promise<void> {
  const worker = new Worker(ORPHAN_WATCH, { eval: true, workerData: process.ppid, execArgv: [] });
  worker.unref();
  await new Promise((resolve) => void worker.once('online', resolve));
}

function load(): PcscBinding | undefined {
  try {
    return loadPcscBinding();
  } catch (error) {
    const cause = isDeviceError(error) ? error.cause : error;
    send({ type: 'driver_missing', detail: cause instanceof Error ? cause.message : String(cause) });
    return undefined;
  }
}

async function serve({ NFC }: PcscBinding): Promise<void> {
  await serviceAnswers();
  const context = new NFC();
  const fatal = (): void => end('TW_NFC_SERVICE_DOWN');
  context.on('error', fatal);
  context.on('reader', (slot) => {
    const commands = watchSlot(slot, { send, fatal, pause: delay });
    if (commands === undefined) return;
    readers.set(slot.name, commands);
    slot.on('end', () => {
      if (readers.get(slot.name) === commands) readers.delete(slot.name);
    });
  });
  await delay(ENUMERATION_MS);
  send({ type: 'service_up' });
  await guardService();
}

/** The binding can miss the end of pcscd: an error that arrives while it works off another event is overwritten. */
async function guardService(): Promise<void> {
  const run = await pcscRun(process.env);
  for (;;) {
    await delay(GUARD_INTERVAL_MS);
    const trouble = await probePcsc(process.env);
    if (trouble !== undefined) return end(trouble);
    if ((await pcscRun(process.env)) !== run) return end('TW_NFC_SERVICE_DOWN');
  }
}

async function serviceAnswers(): Promise<void> {
  let said: ServiceTrouble | undefined;
  for (;;) {
    const trouble = await probePcsc(process.env);
    if (trouble === undefined) return;
    if (trouble !== said) send({ type: 'service_down', code: trouble });
    said = trouble;
    await delay(PROBE_INTERVAL_MS);
  }
}

/** Exits once the message is on its way: an exit right after `send` can cut it off. */
function end(code: ServiceTrouble): void {
  const message: ChildMessage = { type: 'service_down', code };
  if (process.connected && process.send !== undefined) process.send(message, () => process.exit(0));
  else process.exit(0);
}
