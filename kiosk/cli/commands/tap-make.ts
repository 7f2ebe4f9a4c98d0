/**
 * `tapwall tap --write` and `--learn`: orders a tag at a running kiosk, says on standard error what the person at the
 * reader should do, and prints one line when it is done. A virtual reader has nobody who holds a tag to it, so a blank
 * one is put there; with --vpcd one is played to pcscd.
 */
import { VpcdCard } from '../../../device/nfc/vpcd-card.ts';
import type { TagJobRequest, TagJobView } from '../../../broker/contract/http.ts';
import { KioskError } from '../../errors.ts';
import { ODDITIES } from '../../lab/oddities.ts';
import { ReportedFailure } from '../failure.ts';
import type { ParsedFlags } from '../flags.ts';
import type { KioskApi } from '../kiosk-api.ts';

type Own = ParsedFlags['own'];

/** @throws KioskError TW_USAGE, TW_UNREACHABLE; ReportedFailure with what the kiosk found wrong */
export async function makeTag(kiosk: KioskApi, own: Own): Promise<void> {
  let view = await kiosk.startJob(requestOf(own));
  const callOff = (): void => void kiosk.cancelJob(view).catch(() => undefined);
  process.once('SIGINT', callOff);
  const hand = handFor(kiosk, view, own);
  try {
    say(`Hold the tag flat to ${view.reader}, until ${view.expiresAt}.`);
    await hand?.hold();
    while (view.state === 'waiting' || view.state === 'working') {
      const next = await kiosk.laterJob(view);
      if (next.hint !== null && next.hint.message !== view.hint?.message) say(next.hint.message);
      view = next;
    }
  } finally {
    process.off('SIGINT', callOff);
    if (view.state === 'waiting') callOff();
    await hand?.lift();
  }
  if (view.tag === null) throw new ReportedFailure(view.error ?? { code: 'TW_INTERNAL', message: '' });
  const event = view.kind === 'write' ? 'written' : 'learned';
  process.stdout.write(`${JSON.stringify({ event, reader: view.reader, ...view.tag })}\n`);
}

function requestOf(own: Own): TagJobRequest {
  if (own['write'] === true && own['learn'] === true)
    throw new KioskError('TW_USAGE', '--write and --learn are two ways; choose one.');
  const kind = own['learn'] === true ? 'learn' : 'write';
  if (kind === 'learn' && own['sku'] === undefined)
    throw new KioskError('TW_USAGE', '--learn needs --sku: the variant that the tag is to stand for.');
  if (own['gtin'] === undefined && own['sku'] === undefined)
    throw new KioskError('TW_USAGE', '--write needs --gtin or --sku: the product that the tag is for.');
  const request: Record<string, unknown> = { kind };
  for (const name of ['reader', 'gtin', 'sku', 'serial', 'domain', 'lock', 'overwrite'])
    if (own[name] !== undefined) request[name] = own[name];
  if (own['seconds'] !== undefined) request['seconds'] = secondsOf(own['seconds']);
  return request as unknown as TagJobRequest;
}

function secondsOf(text: string | boolean): number {
  const seconds = Number(text);
  if (Number.isInteger(seconds) && seconds >= 5 && seconds <= 300) return seconds;
  throw new KioskError('TW_USAGE', '--seconds takes a whole number from 5 to 300 here.');
}

/** Holds a simulated tag to a reader, where no person does. */
interface Hand {
  hold(): Promise<void>;
  lift(): Promise<void>;
}

function handFor(kiosk: KioskApi, { virtual, reader }: TagJobView, own: Own): Hand | undefined {
  if (typeof own['vpcd'] === 'string') return vpcdHand(own['vpcd'], own['odd']);
  if (!virtual) return undefined;
  const tag = own['card'] === undefined ? { oddity: own['odd'] ?? 'blank' } : { card: own['card'] };
  return {
    hold: () => kiosk.lab('tag', { reader, ...tag, hold: true }),
    lift: () => kiosk.lab('lift', { reader }),
  };
}

function vpcdHand(address: string, odd: string | boolean | undefined): Hand {
  const [host = '127.0.0.1', port = '35963'] = address.split(':');
  const oddity = ODDITIES[typeof odd === 'string' && Object.hasOwn(ODDITIES, odd) ? odd : 'blank'];
  const card = new VpcdCard({ host, port: Number(port) });
  return {
    async hold() {
      try {
        if (oddity !== undefined) await card.insert(oddity());
      } catch (error) {
        throw new KioskError('TW_UNREACHABLE', `No vpcd answers at ${host}:${port}.`, { cause: error });
      }
    },
    lift: () => card.remove(),
  };
}

function say(sentence: string): void {
  process.stderr.write(`${sentence}\n`);
}
