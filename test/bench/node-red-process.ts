/** A Node-RED with a flow of ours, in a folder of its own, for benchmarks beside it. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface NodeRedOptions {
  /** Folder where npm installed it. */
  installed: string;
  /** Folder of its settings and flow. */
  home: string;
  uiPort: number;
  brokerPort: number;
  /** Nodes beside the tab `n0` and the broker `n1`; those on the tab carry PLACE. */
  nodes: readonly object[];
}

/** Where a node stands on the tab; nobody looks. */
export const PLACE = { z: 'n0', x: 100, y: 100 } as const;

export function startNodeRed({ installed, home, uiPort, brokerPort, nodes }: NodeRedOptions): ChildProcess {
  writeFileSync(
    join(home, 'settings.cjs'),
    `module.exports = { uiPort: ${uiPort}, uiHost: '127.0.0.1', flowFile: 'flows.json', credentialSecret: false, logging: { console: { level: 'off' } }, telemetry: { enabled: false } };`,
  );
  // Node-RED takes any property that equals an id for a reference, so ids must not look like words.
  const broker = {
    id: 'n1',
    type: 'mqtt-broker',
    broker: '127.0.0.1',
    port: String(brokerPort),
    autoConnect: true,
    protocolVersion: '4',
    keepalive: '60',
    cleansession: true,
  };
  const flow = [{ id: 'n0', type: 'tab', label: 'bench' }, broker, ...nodes];
  writeFileSync(join(home, 'flows.json'), JSON.stringify(flow));
  const program = join(installed, 'node_modules/node-red/red.js');
  const args = [program, '-s', join(home, 'settings.cjs'), '-u', home, 'flows.json'];
  return spawn(process.execPath, args, { stdio: 'ignore', cwd: home });
}

export async function endNodeRed(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGTERM');
  await gone;
}
