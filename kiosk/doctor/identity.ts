/** Is the kiosk paired, is its key its own, and does the hub answer over TLS? */
import { join } from 'node:path';
import { Value } from 'typebox/value';
import type { LoadedSettings } from '../config/load.ts';
import type { Settings } from '../config/settings.ts';
import { validityOf } from '../pairing/grant-check.ts';
import { HttpHub } from '../pairing/http-hub.ts';
import { KioskIdentity } from '../pairing/identity.ts';
import { IDENTITY_FILE, IDENTITY_FOLDER } from '../pairing/identity-store.ts';
import { wantsPairing } from '../pairing/wanted.ts';
import { systemClock } from '../system/clock.ts';
import type { MachineFacts } from './facts.ts';
import type { Finding } from './finding.ts';

const WHAT = 'Pairing';
const DAY_MS = 86_400_000;
/** A certificate is renewed at two thirds of its life: one with less than a sixth left was not. */
const OVERDUE = 1 / 6;
const OTHERS = 0o077;

type Facts = Pick<MachineFacts, 'readText' | 'mode'>;

export async function checkIdentity(settings: Settings, facts: Facts): Promise<Finding[]> {
  if (!isWanted(settings)) return [];
  const path = pathOf(settings);
  const identity = identityOf(settings, facts);
  if (identity === null)
    return [
      {
        level: 'note',
        what: WHAT,
        finding: 'this kiosk is not paired yet',
        remedy: 'Start it: its screens and its log show a code for the console.',
      },
    ];
  return [
    ...certificate(identity, systemClock.now()),
    ...permissions(path, facts.mode(path)),
    ...(await hub(settings, identity)),
  ];
}

/** Null when the kiosk is not paired, or goes by its settings. */
export function identityOf(
  settings: Settings,
  { readText }: Pick<MachineFacts, 'readText'>,
): KioskIdentity | null {
  return isWanted(settings) ? read(readText(pathOf(settings))) : null;
}

function pathOf({ data }: Settings): string {
  return join(data, 'kiosk', IDENTITY_FOLDER, IDENTITY_FILE);
}

/** Settings that contradict each other are what the kiosk itself says at its start. */
function isWanted(values: Settings): boolean {
  try {
    return wantsPairing({ values, origins: {} as LoadedSettings['origins'] });
  } catch {
    return false;
  }
}

function read(text: string): KioskIdentity | null {
  try {
    const document = JSON.parse(text) as unknown;
    return Value.Check(KioskIdentity, document) ? document : null;
  } catch {
    return null;
  }
}

function certificate({ grant }: KioskIdentity, now: number): Finding[] {
  const { from, to } = validityOf(grant.certificate);
  const until = new Date(to).toISOString().slice(0, 10);
  const as = `paired as ${grant.kiosk} of ${grant.storeCode}, certificate until ${until}`;
  const days = Math.round((to - now) / DAY_MS);
  if (now < from || to <= now)
    return [
      {
        level: 'bad',
        what: WHAT,
        finding: `${as}, which is not valid today`,
        remedy: 'Look at the clock of this machine. If it is right: tapwall kiosk --pair.',
      },
    ];
  if (to - now < (to - from) * OVERDUE)
    return [
      {
        level: 'bad',
        what: WHAT,
        finding: `${as}, in ${days} days, and it was not renewed`,
        remedy: 'Is the hub reachable from here? The log of the kiosk says why the renewal failed.',
      },
    ];
  return [{ level: 'good', what: WHAT, finding: as }];
}

function permissions(path: string, mode: number | null): Finding[] {
  if (mode === null || (mode & OTHERS) === 0) return [];
  return [
    {
      level: 'bad',
      what: 'Private key',
      finding: `${path} can be read by other users (${(mode & 0o777).toString(8)})`,
      remedy: `chmod 600 ${path}; if somebody may have read it, remove this display on the console and pair it again.`,
    },
  ];
}

async function hub({ hub: url }: Settings, identity: KioskIdentity): Promise<Finding[]> {
  const what = 'Hub over TLS';
  const answer = await new HttpHub(url, systemClock).standing(identity);
  if (answer.kind === 'in_force') return [{ level: 'good', what, finding: 'answers, and knows this kiosk' }];
  if (answer.kind !== 'failed')
    return [
      {
        level: 'bad',
        what,
        finding: 'answers, and knows this kiosk no more',
        remedy: 'It was removed on the console. tapwall kiosk shows a code to pair it again.',
      },
    ];
  return [
    {
      level: 'bad',
      what,
      finding: `cannot be asked: ${answer.detail}`,
      remedy: 'Events wait on disk and the screens go on. Check the network, the hub, and the clock.',
    },
  ];
}
