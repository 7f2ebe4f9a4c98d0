/** `npm run bench NAME [-- FLAGS]`: prints a table. Figures are for this machine, in this run; compare ratios. */
import { cpus, totalmem } from 'node:os';
import { BenchError } from './bench-error.ts';

const BENCHES: Readonly<Record<string, { what: string; run: () => Promise<void> }>> = {
  tap: {
    what: 'from a tag’s content to painted words and photograph, step by step',
    run: async () => (await import('./tap.ts')).benchTap(),
  },
  append: {
    what: 'durable append of an event',
    run: async () => void (await (await import('./append.ts')).benchAppend()),
  },
  memory: {
    what: 'idle resident memory of a kiosk and of the whole start',
    run: async () => (await import('./memory.ts')).benchMemory(),
  },
  decode: {
    what: 'frames per second of every driver, beside its line and beside parsers from npm',
    run: async () => (await import('./decode/decode.ts')).benchDecode(),
  },
  presence: {
    what: 'which garment is in which fitting room: precision, recall and delay, beside a simple filter',
    run: async () => (await import('./presence/presence.ts')).benchPresence(),
  },
  uplink: {
    what: 'from the disk to the platform’s acknowledgement: events a second, latency, beside five others',
    run: async () => (await import('./uplink/uplink.ts')).benchUplink(process.argv.slice(3)),
  },
  backlog: {
    what: 'a million events drained beside live ones: time, losses, memory, disk',
    run: async () => (await import('./uplink/backlog.ts')).benchBacklog(process.argv.slice(3)),
  },
  reconnect: {
    what: 'five hundred kiosks that lose their broker: when each comes back, beside mqtt.js',
    run: async () => (await import('./uplink/reconnect.ts')).benchReconnect(process.argv.slice(3)),
  },
  delta: {
    what: 'from a change of stock at the hub to the wall',
    run: async () => (await import('./delta/delta.ts')).benchDelta(process.argv.slice(3)),
  },
  'stock-to-wall': {
    what: 'from a change of stock at a real Vendure to the painted wall, by stages, and what watching costs the shop',
    run: async () =>
      (await import('./stock-to-wall/stock-to-wall.ts')).benchStockToWall(process.argv.slice(3)),
  },
  catalogue: {
    what: 'imports of catalogues of several sizes: rows a second, memory, a second import, a live change of stock',
    run: async () => (await import('./catalogue/catalogue.ts')).benchCatalogue(process.argv.slice(3)),
  },
  search: {
    what: 'search in made catalogues of up to a million variants, beside four others: time, memory, judgements',
    run: async () => (await import('./search/search.ts')).benchSearch(process.argv.slice(3)),
  },
  start: {
    what: 'time from launch to the ready line, second start',
    run: async () => (await import('./start.ts')).benchStart(),
  },
};

const name = process.argv[2] ?? '';
const bench = BENCHES[name];
if (bench === undefined)
  throw new BenchError(`npm run bench NAME, with NAME one of ${Object.keys(BENCHES).join(', ')}.`);
process.stdout.write(
  `${name}: ${bench.what}\nNode ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? '?'}, ${Math.round(totalmem() / 2 ** 30)} GiB\n\n`,
);
await bench.run();
