/** What becomes of the reader process when the binding blocks, is not installed, or the kiosk dies. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as assert from 'uvu/assert';
import { PcscReader } from '../../device/nfc/pcsc-reader.ts';
import { PcscService } from '../../device/nfc/pcsc-service.ts';
import { systemClock } from '../../kiosk/system/clock.ts';
import { suite, type TestContext } from '../harness/suite.ts';
import { until } from '../support/until.ts';
import { Recorder, recordingLogger } from './recorder.ts';

const test = suite('PC/SC reader process');
const limit = { timeout: 60_000 };
const WAIT_MS = 25_000;
const fixture = (name: string): string => fileURLToPath(new URL(`./fixtures/${name}`, import.meta.url));

/** A pcscd that accepts connections and never answers: the binding blocks on it for ever. */
async function mutePcscd(t: TestContext): Promise<{ env: NodeJS.ProcessEnv; connections: () => number }> {
  const home = mkdtempSync(join(tmpdir(), 'tapwall-mute-'));
  const path = join(home, 'pcscd.comm');
  let count = 0;
  const server = createServer((socket) => {
    count += 1;
    socket.on('error', () => socket.destroy());
    t.after(() => socket.destroy());
  });
  server.listen(path);
  await once(server, 'listening');
  t.after(() => {
    server.close();
    rmSync(home, { recursive: true, force: true });
  });
  return { env: { ...process.env, PCSCLITE_CSOCK_NAME: path }, connections: () => count };
}

function start(
  t: TestContext,
  env: NodeJS.ProcessEnv,
): { reader: PcscReader; service: PcscService; seen: Recorder } {
  const host = { clock: systemClock, logger: recordingLogger() };
  const service = new PcscService({ ...host, env });
  const reader = new PcscReader({ ...host, id: 'nfc', service });
  const seen = new Recorder();
  reader.subscribe(seen);
  t.after(() => reader.stop());
  return { reader, service, seen };
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

test(
  'kills and replaces a process whose binding blocks',
  async (t) => {
    const { env } = await mutePcscd(t);
    const { reader, service } = start(t, env);
    await reader.start();
    const first = service.pid ?? 0;
    await until(() => reader.health().code === 'TW_NFC_CHILD_LOST', WAIT_MS);
    assert.not(isAlive(first));
    await until(() => service.pid !== undefined && service.pid !== first, WAIT_MS);
  },
  limit,
);

test(
  'leaves no process behind when the kiosk is killed while the binding blocks',
  async (t) => {
    const { env, connections } = await mutePcscd(t);
    const kiosk = spawn(process.execPath, ['--import', 'tsx', fixture('pcsc-host.ts')], {
      env,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    t.after(() => kiosk.kill('SIGKILL'));
    const [line] = (await once(kiosk.stdout, 'data')) as [Buffer];
    const pid = Number(line.toString());
    // The first connection is the probe, the second one the binding's.
    await until(() => connections() >= 2, WAIT_MS);
    assert.ok(isAlive(pid));
    kiosk.kill('SIGKILL');
    await until(() => !isAlive(pid), WAIT_MS);
  },
  limit,
);

test(
  'shows as failed, with what to do, when nfc-pcsc is not installed, and does not try again',
  async (t) => {
    const preload = `--import ${fixture('without-nfc-pcsc.mjs')}`;
    const { reader, service, seen } = start(t, { ...process.env, NODE_OPTIONS: preload });
    await reader.start();
    const health = await until(() => reader.health().status === 'failed' && reader.health(), WAIT_MS);
    assert.is(health.code, 'TW_NFC_DRIVER_MISSING');
    assert.match(health.remedy ?? '', 'npm install');
    assert.is(service.pid, undefined);
    assert.equal(seen.story, ['starting', 'failed TW_NFC_DRIVER_MISSING']);
  },
  limit,
);
