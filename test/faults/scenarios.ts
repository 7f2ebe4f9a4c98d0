/** The faults: what breaks, how, and what must be said of it. */
import { connect, type Socket } from 'node:net';
import { dropEvery, PACKET } from '../support/fault-proxy.ts';
import type { Scenario } from './scenario.ts';
import type { Stage } from './stage.ts';

const YEAR_MS = 365 * 24 * 3_600_000;
const frozen = new Set<Socket>();

/** Subscribes to everything and never reads: MQTT 3.1.1 CONNECT and SUBSCRIBE, by hand. */
function freezeSubscriber({ brokerPort }: Stage): void {
  const socket = connect({ port: brokerPort, host: '127.0.0.1' });
  socket.on('error', () => undefined);
  socket.pause();
  const id = Buffer.from('frozen');
  const head = Buffer.from([0, 4, 0x4d, 0x51, 0x54, 0x54, 4, 2, 0, 0, 0, id.length]);
  const filter = Buffer.from('tapwall/#');
  socket.write(Buffer.concat([Buffer.from([0x10, head.length + id.length]), head, id]));
  socket.write(
    Buffer.concat([Buffer.from([0x82, filter.length + 5, 0, 1, 0, filter.length]), filter, Buffer.from([1])]),
  );
  frozen.add(socket);
}

function thaw(): void {
  for (const socket of frozen) socket.destroy();
  frozen.clear();
}

export const SCENARIOS: readonly Scenario[] = [
  {
    name: 'a broker that answers no PUBLISH',
    heldMs: { full: 75_000, short: 5_000 },
    short: { silenceMs: 3_000 },
    begin: ({ proxy }) =>
      void (proxy.down = { passes: (type) => type !== PACKET.puback && type !== PACKET.publish }),
    end: ({ proxy }) => proxy.heal(),
    says: ['TW_PLATFORM_SILENT'],
  },
  {
    name: 'a platform that acknowledges nothing',
    heldMs: { full: 75_000, short: 5_000 },
    short: { silenceMs: 3_000 },
    begin: ({ receiver }) => void (receiver.isSilent = true),
    end: ({ receiver }) => void (receiver.isSilent = false),
    says: ['TW_PLATFORM_SILENT'],
  },
  {
    name: 'every third packet dropped, both ways',
    heldMs: { full: 90_000, short: 6_000 },
    begin: ({ proxy }) => {
      proxy.up = { passes: dropEvery(3) };
      proxy.down = { passes: dropEvery(3) };
    },
    end: ({ proxy }) => proxy.heal(),
  },
  {
    name: 'every third batch dropped by the broker',
    heldMs: { full: 60_000, short: 5_000 },
    begin: ({ proxy }) => void (proxy.up = { passes: dropEvery(3, PACKET.publish) }),
    end: ({ proxy }) => proxy.heal(),
  },
  {
    name: 'a bit turned in every seventh packet',
    heldMs: { full: 60_000, short: 5_000 },
    begin: ({ proxy }) => {
      proxy.up = { garbleEvery: 7 };
      proxy.down = { garbleEvery: 7 };
    },
    end: ({ proxy }) => proxy.heal(),
  },
  {
    name: 'a subscriber that reads nothing',
    heldMs: { full: 30_000, short: 6_000 },
    backlog: 40_000,
    perSecond: 400,
    begin: freezeSubscriber,
    end: thaw,
  },
  {
    name: 'a half-open connection',
    heldMs: { full: 45_000, short: 6_000 },
    short: { keepaliveSeconds: 2 },
    begin: ({ proxy }) => proxy.freeze(),
    end: () => undefined,
  },
  {
    name: 'a line that is cut every eight seconds',
    heldMs: { full: 30_000, short: 8_500 },
    begin: () => undefined,
    during: ({ proxy, uplink }, ms) => {
      if (Math.floor(ms / 8_000) > uplink.status().reconnects) proxy.cut();
    },
    end: () => undefined,
  },
  {
    name: 'a line of 16 kB a second',
    heldMs: { full: 90_000, short: 6_000 },
    backlog: 1_500,
    perSecond: 10,
    begin: ({ proxy }) => void (proxy.up = { bytesPerSecond: 16_000 }),
    end: ({ proxy }) => proxy.heal(),
  },
  {
    name: 'a line that takes half a second',
    heldMs: { full: 30_000, short: 5_000 },
    perSecond: 50,
    begin: ({ proxy }) => {
      proxy.up = { delayMs: 250 };
      proxy.down = { delayMs: 250 };
    },
    end: ({ proxy }) => proxy.heal(),
  },
  {
    name: 'the clock leaps a year ahead, two back, one ahead',
    heldMs: { full: 30_000, short: 4_000 },
    backlog: 30_000,
    begin: ({ shiftClock }) => shiftClock(YEAR_MS),
    during: ({ shiftClock, proxy }, ms) => {
      if (ms < 2_000 || proxy.connections > 1) return;
      shiftClock(-2 * YEAR_MS);
      // A reconnect in the middle, because much hangs on time there.
      proxy.cut();
    },
    end: ({ shiftClock }) => shiftClock(YEAR_MS),
  },
  {
    name: 'a full disk while draining',
    heldMs: { full: 20_000, short: 5_000 },
    backlog: 5_000,
    // What left the outbox leaves room in its file.
    warmUp: 500,
    begin: ({ database, append }) => {
      database()?.pragma('max_page_count = 1');
      append(2_000);
    },
    end: ({ database }) => void database()?.pragma('max_page_count = 1000000'),
    says: ['TW_DATABASE_FULL'],
  },
  {
    name: 'a disk that turns read-only while draining',
    heldMs: { full: 20_000, short: 5_000 },
    backlog: 20_000,
    begin: ({ database }) => void database()?.pragma('query_only = ON'),
    end: ({ database }) => void database()?.pragma('query_only = OFF'),
  },
];
