/** `tapwall access mosquitto|nats|rabbitmq`: the configuration of a broker that lets in the paired kiosks, each to its own. */
import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import type { ServerIdentity } from '../../../broker/hub/identity/authority.ts';
import type { IdentityParts } from '../../../broker/hub/identity/identity-parts.ts';
import { mosquittoFiles } from '../../../broker/identity/access-files/mosquitto.ts';
import { natsFiles } from '../../../broker/identity/access-files/nats.ts';
import {
  SHARED_FILES,
  type AccessFile,
  type AccessPlan,
} from '../../../broker/identity/access-files/plan.ts';
import { rabbitmqFiles } from '../../../broker/identity/access-files/rabbitmq.ts';
import { hubClientId } from '../../../broker/identity/client-id.ts';
import type { SettingName, Settings } from '../../config/settings.ts';
import { KioskError } from '../../errors.ts';
import { createLogger } from '../../system/logger.ts';
import { withIdentities } from '../access/fleet-read.ts';
import { isStillGood, writeFileWhole, type PairOfFiles } from '../access/write-files.ts';
import { parseFlags, settingsOf, type FlagSpec, type ParsedFlags } from '../flags.ts';
import { serverNames } from './hub-broker.ts';

const BROKERS: Readonly<Record<string, (plan: AccessPlan) => AccessFile[]>> = {
  mosquitto: mosquittoFiles,
  nats: natsFiles,
  rabbitmq: rabbitmqFiles,
};

const SETTINGS: readonly SettingName[] = [
  'data',
  'tenant',
  'root',
  'serverNames',
  'certificateDays',
  'fleetDatabase',
  'fleetDatabaseFile',
];

const SPEC: FlagSpec = {
  command: 'access',
  settings: SETTINGS,
  positionals: { name: 'mosquitto|nats|rabbitmq', description: 'the broker' },
  own: {
    out: { type: 'string', description: 'folder for the files; made when it is missing' },
    host: { type: 'string', description: 'address the broker listens on; default 0.0.0.0' },
    port: { type: 'string', description: 'its port for MQTT over TLS; default 8883' },
    'nats-port': { type: 'string', description: 'port of NATS itself, on this machine only; default 4222' },
    hubs: {
      type: 'string',
      description: 'how many hubs share the fleet, each with a certificate; default 1',
    },
  },
  examples: [
    'tapwall access mosquitto --out /etc/tapwall/mosquitto --data /var/lib/tapwall --server-names \'["mqtt.example"]\'',
    'tapwall access rabbitmq --out /etc/rabbitmq/tapwall --data /var/lib/tapwall --hubs 2',
  ],
};

const MOST_HUBS = 16;
const MOST_PORT = 65_535;

export async function accessCommand(args: readonly string[]): Promise<number> {
  const flags = parseFlags(SPEC, args);
  if (flags === null) return 0;
  const [broker = '', ...rest] = flags.positionals;
  const filesOf = Object.hasOwn(BROKERS, broker) ? BROKERS[broker] : undefined;
  const out = flags.own['out'];
  if (filesOf === undefined || rest.length > 0 || typeof out !== 'string')
    throw new KioskError(
      'TW_USAGE',
      'tapwall access mosquitto, nats or rabbitmq, with --out FOLDER. See tapwall access --help.',
    );
  const { values } = settingsOf(flags);
  const folder = resolve(out);
  makeFolder(folder);
  const logger = createLogger('access', 'warn');
  const summary = await withIdentities(values, logger, async (identity) => {
    const plan = planOf(flags, { values, folder, identity });
    await writeShared(plan, { identity, names: serverNames({ ...values, hubHost: '', mqttHost: '' }) });
    const files = filesOf(plan);
    for (const file of files) writeFileWhole(folder, file);
    return { kiosks: plan.kiosks.length, files: files.map(({ name }) => name), hubs: plan.hubs };
  });
  process.stdout.write(`${JSON.stringify({ event: 'written', broker, folder, ...summary })}\n`);
  return 0;
}

function planOf(
  flags: ParsedFlags,
  { values, folder, identity }: { values: Settings; folder: string; identity: IdentityParts },
): AccessPlan {
  const { root, tenant } = values;
  const count = numberOf(flags, 'hubs', { fallback: 1, most: MOST_HUBS });
  const one = hubClientId(root, tenant);
  const seen = new Map(identity.identities.known.map((each) => [each.clientId, each]));
  return {
    root,
    tenant,
    kiosks: [...seen.values()],
    hubs: count === 1 ? [one] : Array.from({ length: count }, (_, index) => `${one}-${index + 1}`),
    folder,
    host: typeof flags.own['host'] === 'string' ? flags.own['host'] : '0.0.0.0',
    port: numberOf(flags, 'port', { fallback: 8883, most: MOST_PORT }),
    natsPort: numberOf(flags, 'nats-port', { fallback: 4222, most: MOST_PORT }),
  };
}

/** Authority, what was revoked, and certificates of the broker and the hubs, which stay as long as they are good. */
async function writeShared(
  { folder, hubs }: AccessPlan,
  { identity, names }: { identity: IdentityParts; names: string[] },
): Promise<void> {
  const { authority, identities } = identity;
  const { ca } = authority;
  writeFileWhole(folder, { name: SHARED_FILES.authority, text: ca });
  writeFileWhole(folder, { name: SHARED_FILES.revoked, text: await identities.revocations() });
  const keep = async (
    files: PairOfFiles,
    wanted: readonly string[],
    make: () => Promise<ServerIdentity>,
  ): Promise<void> => {
    if (isStillGood(folder, files, { ca, names: wanted, now: Date.now() })) return;
    const made = await make();
    writeFileWhole(folder, { name: files.key, text: made.key });
    writeFileWhole(folder, { name: files.certificate, text: made.cert });
  };
  const server = { certificate: SHARED_FILES.serverCertificate, key: SHARED_FILES.serverKey };
  await keep(server, names, () => authority.issueServer(names));
  for (const hub of hubs)
    await keep({ certificate: `${hub}.pem`, key: `${hub}.key` }, [], () => authority.issueHub(hub));
}

function numberOf(
  { own }: ParsedFlags,
  name: string,
  { fallback, most }: { fallback: number; most: number },
): number {
  const text = own[name];
  if (text === undefined) return fallback;
  const value = Number(text);
  if (Number.isInteger(value) && value >= 1 && value <= most) return value;
  throw new KioskError('TW_USAGE', `--${name} takes a whole number from 1 to ${most}.`);
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    throw new KioskError('TW_OUTPUT', `${folder} cannot be made.`, { cause: error });
  }
}
