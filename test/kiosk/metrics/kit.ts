/** Figures that a test sets. */
import type { OutboxStats, UplinkFacts, UplinkFigures } from '../../../kiosk/metrics/uplink-figures.ts';

export function figures(outbox: Partial<OutboxStats> = {}, uplink: Partial<UplinkFacts> = {}): UplinkFigures {
  return {
    outbox: {
      rows: 0,
      bytes: 0,
      maxBytes: 1_000_000,
      oldestAt: null,
      commit: { p50: 1, p99: 4, count: 1_000 },
      evicted: 0,
      ...outbox,
    },
    uplink: {
      connected: true,
      inFlight: 0,
      perSecond: 0,
      reconnects: 0,
      lastAckAt: null,
      contested: false,
      silent: false,
      ...uplink,
    },
  };
}
