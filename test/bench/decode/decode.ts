/** How fast framers and decoders are, beside the line they serve and beside what npm has for the same bytes. */
import { performance } from 'node:perf_hooks';
import { finished } from 'node:stream/promises';
import { parseDriverOptions } from '../../../device/driver-options.ts';
import type { StreamDriver } from '../../../device/driver.ts';
import { STREAM_DRIVERS } from '../../../device/drivers.ts';
import { decodeEpc } from '../../../device/epc/decode-epc.ts';
import { parseGs1 } from '../../../device/gs1/parse-gs1.ts';
import { decodeNdef } from '../../../device/ndef/decode.ts';
import { BenchError } from '../bench-error.ts';
import { percentile } from '../percentiles.ts';
import { streamCorpus, VALUES, type StreamCorpus, type Value } from './corpus.ts';
import { withPeers, type Peers, type StreamPeer } from './peers.ts';

const RUNS = 7;
const VALUE_ROUNDS = 20_000;
/** A run of one decoder ends after so long (ms), looked at every few values. */
const MOST_MS = 400;
const TIME_CHECK = 4;
/** Start and stop bit and eight of data. */
const BITS_PER_BYTE = 10;

const OURS: Readonly<Record<string, (value: Value) => unknown>> = {
  'NDEF message': ({ bytes }) => decodeNdef(bytes),
  'GS1 element string': ({ text }) => parseGs1(text),
  'Digital Link URI': ({ text }) => parseGs1(text),
  'SGTIN-96': ({ text }) => decodeEpc(text),
};

export async function benchDecode(): Promise<void> {
  await withPeers(async (peers) => {
    console.table(await streamRows(peers));
    console.table(valueRows(peers));
  });
  process.stdout.write(
    `Medians of ${RUNS} runs, ours and the peer’s in turn. Ours verifies every checksum and gives readings; a peer that cuts does neither.\n`,
  );
}

async function streamRows({ streams }: Peers): Promise<object[]> {
  const rows: object[] = [];
  for (const [name, entry] of Object.entries(STREAM_DRIVERS)) {
    const driver = await entry.load();
    const corpus = streamCorpus(name);
    const peer = streams[name];
    const times = { ours: [] as number[], peer: [] as number[] };
    for (let run = 0; run <= RUNS; run += 1) {
      const ours = ourTime(driver, corpus);
      const theirs = peer === undefined ? Number.NaN : await peerTime(peer, corpus);
      if (run === 0) continue;
      times.ours.push(ours);
      times.peer.push(theirs);
    }
    rows.push(
      streamRow({
        driver,
        corpus,
        peer,
        ours: percentile(times.ours, 0.5),
        theirs: percentile(times.peer, 0.5),
      }),
    );
  }
  return rows;
}

function streamRow(of: {
  driver: StreamDriver;
  corpus: StreamCorpus;
  peer: StreamPeer | undefined;
  ours: number;
  theirs: number;
}): object {
  const { driver, corpus, peer, ours, theirs } = of;
  const line = (driver.baudRate / BITS_PER_BYTE) * (corpus.frames / corpus.bytes);
  const perSecond = (1_000 * corpus.frames) / ours;
  return {
    driver: driver.name,
    'frames/s': grouped(perSecond),
    'MB/s': ((corpus.bytes / 1e6) * (1_000 / ours)).toFixed(1),
    'line frames/s': grouped(line),
    '× line': grouped(perSecond / line),
    peer: peer?.name ?? '',
    'peer frames/s': grouped((1_000 * corpus.frames) / theirs),
    'ours/peer': (theirs / ours).toFixed(2),
  };
}

function ourTime(driver: StreamDriver, { chunks, frames }: StreamCorpus): number {
  const options = parseDriverOptions(driver, {});
  const framer = driver.createFramer(options);
  const decoder = driver.createDecoder(driver.name, options);
  let count = 0;
  const began = performance.now();
  const at = new Date().toISOString();
  for (const chunk of chunks) {
    const output = framer.push(chunk);
    count += output.frames.length;
    for (const frame of output.frames) decoder.decode(frame, at);
  }
  count += framer.flush().frames.length;
  const ms = performance.now() - began;
  if (count !== frames) throw new BenchError(`${driver.name}: ${count} of ${frames} frames were found.`);
  return ms;
}

async function peerTime({ create, understand }: StreamPeer, { chunks }: StreamCorpus): Promise<number> {
  const parser = create();
  let count = 0;
  parser.on('data', (piece: Buffer | string) => {
    count += 1;
    understand?.(piece);
  });
  const began = performance.now();
  for (const chunk of chunks) parser.write(chunk);
  parser.end();
  await finished(parser);
  const ms = performance.now() - began;
  if (count === 0) throw new BenchError('The peer found nothing.');
  return ms;
}

function valueRows({ values }: Peers): object[] {
  return Object.entries(VALUES).flatMap(([what, inputs]) => {
    const candidates = [{ name: 'ours', decode: OURS[what] ?? (() => undefined) }, ...(values[what] ?? [])];
    const times = candidates.map(() => [] as number[]);
    for (let run = 0; run <= RUNS; run += 1)
      for (const [index, { decode }] of candidates.entries()) {
        const ms = valueTime(inputs, decode);
        if (run > 0) times[index]?.push(ms);
      }
    const ours = percentile(times[0] ?? [], 0.5);
    return candidates.map(({ name }, index) => {
      const ms = percentile(times[index] ?? [], 0.5);
      return {
        what: index === 0 ? what : '',
        decoder: name,
        'values/s': grouped(1_000 / ms),
        'ours/peer': index === 0 ? '' : (ms / ours).toFixed(2),
      };
    });
  });
}

/** Milliseconds per value; a decoder that takes long gets fewer values. */
function valueTime(inputs: readonly Value[], decode: (value: Value) => unknown): number {
  const began = performance.now();
  let count = 0;
  while (count < VALUE_ROUNDS && (count % TIME_CHECK > 0 || performance.now() - began < MOST_MS)) {
    const input = inputs[count % inputs.length];
    if (input !== undefined) decode(input);
    count += 1;
  }
  return (performance.now() - began) / count;
}

function grouped(value: number): string {
  return Number.isFinite(value) ? Math.round(value).toLocaleString('en') : '';
}
