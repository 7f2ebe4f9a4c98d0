/** A serial cable: two pseudo-terminals that socat joins. Unplugging ends socat, and both ends vanish. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { until } from './until.ts';

export interface SerialPair {
  /** Path of the kiosk's end, and of the sensor's. They stay the same over replugging. */
  kiosk: string;
  sensor: string;
  plug(): Promise<void>;
  unplug(): Promise<void>;
  dispose(): Promise<void>;
}

const WAIT_MS = 15_000;

/** Comes plugged. */
export async function createSerialPair(): Promise<SerialPair> {
  const home = mkdtempSync(join(tmpdir(), 'tapwall-serial-'));
  const [kiosk, sensor] = [join(home, 'kiosk'), join(home, 'sensor')];
  let socat: ChildProcess | undefined;
  const pair: SerialPair = {
    kiosk,
    sensor,
    async plug() {
      const end = (link: string): string => `pty,raw,echo=0,link=${link}`;
      socat = spawn('socat', [end(kiosk), end(sensor)], { stdio: 'ignore' });
      await until(() => existsSync(kiosk) && existsSync(sensor), WAIT_MS);
    },
    async unplug() {
      const running = socat;
      socat = undefined;
      if (running === undefined) return;
      const exited = once(running, 'exit');
      running.kill('SIGTERM');
      await exited;
    },
    async dispose() {
      await pair.unplug();
      rmSync(home, { recursive: true, force: true });
    },
  };
  await pair.plug();
  return pair;
}
