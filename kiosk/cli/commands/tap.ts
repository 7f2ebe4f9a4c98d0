/**
 * `tapwall tap`: a product, a card or an odd tag on a virtual reader of a running kiosk, or on a real pcscd by vpcd;
 * with --write or --learn, a tag on any reader is made a product's.
 */
import { VpcdCard } from '../../../device/nfc/vpcd-card.ts';
import { KioskError } from '../../errors.ts';
import { ODDITIES } from '../../lab/oddities.ts';
import { productTag } from '../../lab/lab.ts';
import { simulatedClassic, type SimulatedCard } from '../../../device/nfc/simulated-card.ts';
import { parseFlags, type FlagSpec, type ParsedFlags } from '../flags.ts';
import { KioskApi } from '../kiosk-api.ts';
import { makeTag } from './tap-make.ts';

const SPEC: FlagSpec = {
  command: 'tap',
  settings: [],
  own: {
    sku: { type: 'string', description: 'tag of this variant' },
    gtin: { type: 'string', description: 'tag of this GTIN (with --vpcd or --write)' },
    card: { type: 'string', description: 'loyalty card: a demo customer’s name, or with --vpcd a UID' },
    odd: { type: 'string', description: `a tag that goes wrong: ${Object.keys(ODDITIES).join(', ')}` },
    write: {
      type: 'boolean',
      description: 'write a GS1 Digital Link for --gtin or --sku on the next tag held to a reader',
    },
    learn: { type: 'boolean', description: 'know the next unknown tag held to a reader as --sku' },
    serial: { type: 'string', description: 'serial number for --write; default: one is drawn' },
    domain: {
      type: 'string',
      description: 'what the link begins with (with --write); default https://id.gs1.org',
    },
    lock: { type: 'boolean', description: 'make the written tag read-only for ever' },
    overwrite: {
      type: 'boolean',
      description: 'also write a tag that lies on the reader already and holds something',
    },
    reader: {
      type: 'string',
      description:
        'reader; default virtual-reader-1, with --write and --learn the first real one that is connected',
    },
    kiosk: { type: 'string', description: 'address of the kiosk; default http://127.0.0.1:7300' },
    vpcd: {
      type: 'string',
      description: 'HOST:PORT of a vpcd reader of pcscd instead, e.g. 127.0.0.1:35963',
    },
    seconds: {
      type: 'string',
      description:
        'how long the tag stays (with --vpcd), default 3; how long to wait for a tag (with --write, --learn), default 30',
    },
  },
};

export async function tapCommand(args: readonly string[]): Promise<number> {
  const flags = parseFlags(SPEC, args);
  if (flags === null) return 0;
  const kiosk = new KioskApi(String(flags.own['kiosk'] ?? 'http://127.0.0.1:7300'));
  if (flags.own['write'] === true || flags.own['learn'] === true) await makeTag(kiosk, flags.own);
  else if (typeof flags.own['vpcd'] === 'string') await tapVpcd(flags.own['vpcd'], flags);
  else await tapLab(kiosk, flags);
  return 0;
}

async function tapLab(kiosk: KioskApi, { own }: ParsedFlags): Promise<void> {
  const body = {
    reader: own['reader'] ?? 'virtual-reader-1',
    ...(own['sku'] === undefined ? {} : { sku: own['sku'] }),
    ...(own['card'] === undefined ? {} : { card: own['card'] }),
    ...(own['odd'] === undefined ? {} : { oddity: own['odd'] }),
  };
  await kiosk.lab('tag', body);
  sayTapped(body);
}

/** Standard output is for results. */
function sayTapped(what: object): void {
  process.stdout.write(`${JSON.stringify({ event: 'tapped', ...what })}\n`);
}

async function tapVpcd(address: string, { own }: ParsedFlags): Promise<void> {
  const [host = '127.0.0.1', port = '35963'] = address.split(':');
  const seconds = Number(own['seconds'] ?? 3);
  if (!(seconds > 0 && seconds <= 3600))
    throw new KioskError('TW_USAGE', '--seconds takes a number from 1 to 3600.');
  const card = new VpcdCard({ host, port: Number(port) });
  const tag = tagOf(own);
  try {
    await card.insert(tag);
  } catch (error) {
    throw new KioskError('TW_UNREACHABLE', `No vpcd answers at ${host}:${port}.`, { cause: error });
  }
  // A UID recognises a shopper, so it is not repeated.
  const { gtin, odd, card: uid } = own;
  sayTapped({ vpcd: address, ...(gtin ? { gtin } : uid ? { card: true } : { oddity: odd }) });
  await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
  await card.remove();
}

function tagOf(own: ParsedFlags['own']): SimulatedCard {
  if (typeof own['gtin'] === 'string') return productTag(own['gtin'], 1);
  if (typeof own['card'] === 'string') return simulatedClassic(uidOf(own['card']));
  const odd = own['odd'];
  const oddity = typeof odd === 'string' && Object.hasOwn(ODDITIES, odd) ? ODDITIES[odd] : undefined;
  if (oddity === undefined)
    throw new KioskError('TW_USAGE', 'With --vpcd, name a --gtin, a --card UID or an --odd tag.');
  return oddity();
}

function uidOf(text: string): string {
  if (/^([0-9a-fA-F]{2}){4,10}$/.test(text)) return text;
  throw new KioskError('TW_USAGE', 'With --vpcd, --card takes a UID of 4 to 10 bytes in hexadecimal.');
}
