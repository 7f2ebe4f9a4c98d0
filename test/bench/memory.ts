/** Idle resident memory by process, after half a minute of rest: VmRSS of each, and what is the kiosk's alone (Pss). */
import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readFeeds, importedData } from '../e2e/feeds.ts';
import { startProgram } from '../e2e/program.ts';
import { Stage } from '../e2e/stage.ts';

const REST_MS = 30_000;

export async function benchMemory(): Promise<void> {
  const stage = new Stage({ without: ['pcscd', 'serial'], broker: 'embedded' });
  await stage.start();
  const bare = await startProgram([
    'kiosk',
    '--data',
    await mkdtemp(join(tmpdir(), 'tapwall-bare-')),
    '--store',
    'x',
    '--kiosk-port',
    '0',
    '--broker',
    stage.urls.mqtt,
    '--hub',
    stage.urls.hub,
  ]);
  await rest();
  print('tapwall kiosk, virtual hardware, catalogue loaded', stage.kiosk?.pid ?? 0);
  print('tapwall kiosk, no hardware, no catalogue', bare.pid);
  print('tapwall hub with embedded broker', stage.hub?.pid ?? 0);
  await bare.stop();
  await stage.stop();
  const data = await importedData(readFeeds());
  const whole = await startProgram([
    'start',
    '--data',
    data,
    '--kiosk-port',
    '0',
    '--hub-port',
    '0',
    '--mqtt-port',
    '0',
  ]);
  await rest();
  print('tapwall start, everything', whole.pid);
  await whole.stop();
  await rm(data, { recursive: true, force: true });
}

function rest(): Promise<void> {
  return new Promise((resolve) => void setTimeout(resolve, REST_MS));
}

function print(what: string, pid: number): void {
  const tree = [pid, ...childrenOf(pid)];
  const rows = tree.map((one) => ({
    rss: field(one, 'status', 'VmRSS'),
    pss: field(one, 'smaps_rollup', 'Pss'),
  }));
  const sum = (key: 'rss' | 'pss'): string =>
    (rows.reduce((total, row) => total + row[key], 0) / 1024).toFixed(0);
  process.stdout.write(
    `${what}: ${sum('rss')} MB resident in ${tree.length} process(es) (${rows.map(({ rss }) => (rss / 1024).toFixed(0)).join(' + ')}), ${sum('pss')} MB proportional\n`,
  );
}

function childrenOf(pid: number): number[] {
  const pids = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
  const direct = pids.filter((one) => field(one, 'status', 'PPid') === pid);
  return direct.flatMap((one) => [one, ...childrenOf(one)]);
}

function field(pid: number, file: string, name: string): number {
  try {
    const text = readFileSync(`/proc/${pid}/${file}`, 'utf8');
    return Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(text)?.[1] ?? 0);
  } catch {
    return 0;
  }
}
