/** How a kiosk's events do, as a store manager would ask: did all arrive, what waits, what is wrong, what helps. */
import type { KioskSummary } from '../../../broker/contract/http.ts';
import { count } from '../data/numbers.ts';
import { at } from '../data/time.ts';
import type { MarkName } from '../styles/mark.ts';
import { uplinkTexts as texts } from './uplink-texts.ts';

export interface UplinkLine {
  mark: MarkName;
  text: string;
  help: string;
}

type Uplink = NonNullable<KioskSummary['uplink']>;

/** Of the space for events; the kiosk itself raises its alarm there. */
const NEARLY_FULL = 0.8;
/** Milliseconds until an event is safe, in 99 of 100 cases. */
const SLOW_MS = 50;
/** Nothing acknowledged for so long while something waits: it does not move. */
const STUCK_MS = 60_000;

/** One line per thing that is to be said, the most important first. */
export function uplinkLines(kiosk: KioskSummary, now: Date): UplinkLine[] {
  const { uplink } = kiosk;
  return [
    delivery(kiosk, now),
    ...(uplink === null || !kiosk.online ? [] : [...space(uplink), ...disk(uplink)]),
    ...proofs(kiosk.events),
  ];
}

/** Share of the space that is used, 0 to 1; null when it is not known. */
export function usedShare(uplink: Uplink | null): number | null {
  return uplink === null || uplink.maxBytes === 0 ? null : Math.min(1, uplink.bytes / uplink.maxBytes);
}

/** `18 %`; less than one is not nothing. */
export function percent(share: number): string {
  const whole = Math.round(share * 100);
  return share > 0 && whole === 0 ? 'less than 1 %' : `${whole} %`;
}

function delivery(kiosk: KioskSummary, now: Date): UplinkLine {
  const { online, uplink, outboxDepth } = kiosk;
  if (!online) return away(kiosk, now);
  if (outboxDepth === 0 && (uplink?.depth ?? 0) === 0) return line('go', texts.arrived);
  if (uplink === null || uplink.depth === 0)
    return line('wait', texts.waiting(texts.events(outboxDepth, count(outboxDepth)), ''));
  const events = texts.events(uplink.depth, count(uplink.depth));
  const since = uplink.oldestAt === null ? '' : texts.since(at(new Date(uplink.oldestAt), now));
  if (uplink.perSecond > 0) return line('wait', texts.leaving(events, since, rate(uplink.perSecond)));
  return isStuck(uplink)
    ? line('warn', texts.stuck(events, since), texts.stuckHelp)
    : line('wait', texts.waiting(events, since));
}

function away({ since, uplink }: KioskSummary, now: Date): UplinkLine {
  const words = texts.away(at(new Date(since), now));
  const share = usedShare(uplink);
  if (uplink === null || share === null) return line('off', words);
  const { depth } = uplink;
  return line(
    'off',
    words,
    depth === 0 ? texts.awayNothing : texts.awayHelp(depth, count(depth), percent(share)),
  );
}

/** By the kiosk's own clock alone, because that one may be wrong. */
function isStuck({ at: said, oldestAt, lastAckAt }: Uplink): boolean {
  const last = Math.max(Date.parse(oldestAt ?? said), lastAckAt === null ? 0 : Date.parse(lastAckAt));
  return Date.parse(said) - last > STUCK_MS;
}

function space(uplink: Uplink): UplinkLine[] {
  const share = usedShare(uplink) ?? 0;
  return share < NEARLY_FULL ? [] : [line('warn', texts.nearlyFull(percent(share)), texts.nearlyFullHelp)];
}

function disk({ commit }: Uplink): UplinkLine[] {
  return commit.p99 <= SLOW_MS
    ? []
    : [line('warn', texts.slow(count(Math.round(commit.p99))), texts.slowHelp)];
}

function proofs(events: KioskSummary['events']): UplinkLine[] {
  const open = Math.max(0, events.gaps - events.missing);
  const gaps = open === 0 ? texts.noGaps : texts.gaps(open, count(open));
  const notes = [
    events.duplicates === 0 ? '' : texts.repeats(events.duplicates, count(events.duplicates)),
    events.withdrawn === 0 ? '' : texts.withdrawn(events.withdrawn, count(events.withdrawn)),
  ].filter((text) => text !== '');
  const quiet = notes.length === 0 ? '' : `${notes.join(', ')}.`;
  const received = texts.received(count(events.received), gaps);
  return [
    open === 0
      ? line('go', received, quiet)
      : line('wait', received, [texts.gapsHelp, quiet].join(' ').trim()),
    ...(events.missing === 0
      ? []
      : [line('warn', texts.missing(events.missing, count(events.missing)), texts.missingHelp)]),
    ...(events.evicted === 0
      ? []
      : [line('idle', texts.evicted(events.evicted, count(events.evicted)), texts.evictedHelp)]),
  ];
}

function rate(perSecond: number): string {
  return perSecond >= 1
    ? texts.perSecond(count(Math.round(perSecond)))
    : texts.perMinute(count(Math.max(1, Math.round(perSecond * 60))));
}

function line(mark: MarkName, text: string, help = ''): UplinkLine {
  return { mark, text, help };
}
