/** Do the broker and the hub answer? */
import { connect } from 'node:net';
import type { Settings } from '../config/settings.ts';
import { askHub as ask } from '../pairing/ask-hub.ts';
import type { MachineFacts } from './facts.ts';
import type { Finding } from './finding.ts';
import { identityOf } from './identity.ts';

const TIMEOUT_MS = 3000;
const DEFAULT_PORTS: Record<string, number> = { 'mqtt:': 1883, 'mqtts:': 8883, 'ws:': 80, 'wss:': 443 };

export async function checkBroker(
  settings: Settings,
  facts: Pick<MachineFacts, 'readText'>,
): Promise<Finding[]> {
  const granted = identityOf(settings, facts)?.grant.broker;
  const own = `mqtt://${settings.mqttHost}:${settings.mqttPort}`;
  const url = new URL(settings.broker === '' ? (granted ?? own) : settings.broker);
  const port = url.port === '' ? (DEFAULT_PORTS[url.protocol] ?? 1883) : Number(url.port);
  const what = 'Broker';
  if (await answers(url.hostname, port))
    return [{ level: 'good', what, finding: `answers at ${url.hostname}:${port}` }];
  return [
    {
      level: 'note',
      what,
      finding: `does not answer at ${url.hostname}:${port}`,
      remedy: 'Is it running? Events wait on disk until it is. Another address: --broker URL.',
    },
  ];
}

export async function checkHub(settings: Settings): Promise<Finding[]> {
  const response = await askHub(settings.hub);
  if (response !== null) return [{ level: 'good', what: 'Hub', finding: `answers at ${settings.hub}` }];
  return [
    {
      level: 'note',
      what: 'Hub',
      finding: `does not answer at ${settings.hub}`,
      remedy: 'Start it with tapwall hub, or say where it is: --hub URL.',
    },
  ];
}

/** Its time (epoch milliseconds); null when nobody answers. Who vouches for it is another question (identity.ts). */
export async function askHub(hub: string): Promise<{ date: number | null } | null> {
  const answer = await ask({ url: new URL('/health', hub), patienceMs: TIMEOUT_MS });
  return answer.kind === 'failed' ? null : { date: answer.date };
}

function answers(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: TIMEOUT_MS });
    const end = (result: boolean): void => {
      socket.destroy();
      resolve(result);
    };
    socket.once('connect', () => end(true));
    socket.once('timeout', () => end(false));
    socket.once('error', () => end(false));
  });
}
