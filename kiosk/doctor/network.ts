/** Do the broker and the hub answer, and is the clock right? */
import { connect } from 'node:net';
import type { Settings } from '../config/settings.ts';
import type { Finding } from './finding.ts';

const TIMEOUT_MS = 3000;
const DEFAULT_PORTS: Record<string, number> = { 'mqtt:': 1883, 'mqtts:': 8883, 'ws:': 80, 'wss:': 443 };
/** Beyond this, tokens and schedules go wrong. */
const MOST_SKEW_MS = 5000;

export async function checkBroker(settings: Settings): Promise<Finding[]> {
  const url = new URL(
    settings.broker === '' ? `mqtt://${settings.mqttHost}:${settings.mqttPort}` : settings.broker,
  );
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
  const response = await ask(settings.hub);
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

export async function checkClock(settings: Settings): Promise<Finding[]> {
  const response = await ask(settings.hub);
  const date = response?.headers.get('date');
  if (date === null || date === undefined)
    return [{ level: 'note', what: 'Clock', finding: 'could not be compared with the hub' }];
  const skew = Math.abs(Date.now() - Date.parse(date));
  if (skew <= MOST_SKEW_MS) return [{ level: 'good', what: 'Clock', finding: 'agrees with the hub' }];
  return [
    {
      level: 'bad',
      what: 'Clock',
      finding: `is ${Math.round(skew / 1000)} s off the hub’s`,
      remedy: 'timedatectl set-ntp true',
    },
  ];
}

async function ask(hub: string): Promise<Response | null> {
  try {
    return await fetch(`${hub}/health`, { signal: AbortSignal.timeout(TIMEOUT_MS) });
  } catch {
    return null;
  }
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
