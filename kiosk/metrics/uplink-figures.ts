/** How the way to the platform does, in one look: what the console, the alarms and Prometheus are told is the same. */
import type { UplinkState } from '../../broker/contract/messages.ts';
import type { Clock } from '../../broker/ports.ts';

/** What the outbox knows of itself. */
export interface OutboxStats {
  rows: number;
  bytes: number;
  maxBytes: number;
  /** ISO 8601; null when nothing waits. */
  oldestAt: string | null;
  /** Milliseconds over the last thousand commits. */
  commit: { p50: number; p99: number; count: number };
  /** Events dropped since the service started. */
  evicted: number;
}

/** What the uplink knows of itself (UplinkStatus of broker/uplink). */
export interface UplinkFacts {
  connected: boolean;
  inFlight: number;
  perSecond: number;
  reconnects: number;
  lastAckAt: string | null;
  contested: boolean;
  silent: boolean;
}

export interface UplinkFigures {
  outbox: OutboxStats;
  uplink: UplinkFacts;
}

export interface UplinkFiguresOptions {
  outbox: { stats(): OutboxStats };
  uplink: { status(): UplinkFacts };
}

export function uplinkFigures({ outbox, uplink }: UplinkFiguresOptions): UplinkFigures {
  return { outbox: outbox.stats(), uplink: uplink.status() };
}

/** `state/uplink` (broker/contract/messages.ts). */
export function uplinkState({ outbox, uplink }: UplinkFigures, clock: Clock): UplinkState {
  const { p50, p99 } = outbox.commit;
  return {
    at: new Date(clock.now()).toISOString(),
    depth: outbox.rows,
    bytes: outbox.bytes,
    maxBytes: outbox.maxBytes,
    oldestAt: outbox.oldestAt,
    perSecond: round(uplink.perSecond),
    commit: { p50: round(p50), p99: round(p99) },
    reconnects: uplink.reconnects,
    evicted: outbox.evicted,
    lastAckAt: uplink.lastAckAt,
  };
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
