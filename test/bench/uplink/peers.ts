/** Peers are installed from npm into a folder of their own, which goes when the benchmark ends. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BenchError } from '../bench-error.ts';

export interface Peers {
  home: string;
  remove: () => void;
}

const PACKAGES = ['mqtt@5.16.0', 'mqtt-level-store@3', 'node-red@4'];

export function installPeers(): Peers {
  const home = mkdtempSync(join(tmpdir(), 'tapwall-peers-'));
  writeFileSync(join(home, 'package.json'), '{ "private": true }');
  const { status } = spawnSync('npm', ['install', '--no-audit', '--no-fund', '--silent', ...PACKAGES], {
    cwd: home,
    stdio: 'ignore',
  });
  if (status !== 0) throw new BenchError('The peers could not be installed from npm.');
  return { home, remove: () => rmSync(home, { recursive: true, force: true }) };
}
