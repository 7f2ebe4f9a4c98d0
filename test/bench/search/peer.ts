/** A search of others in a process of its own: `NAME VARIANTS QUERIES`. Prints one line of JSON. */
import { readFileSync } from 'node:fs';
import { BenchError } from '../bench-error.ts';
import { products } from './catalogue.ts';
import { peerDocument } from './documents.ts';
import { cpuSeconds, measure, type Told } from './measure.ts';
import { PEERS } from './peers.ts';
import type { Queries } from './queries.ts';

const [name = '', variants = '', queries = ''] = process.argv.slice(2);

async function run(): Promise<Told> {
  const peer = PEERS[name]?.();
  if (peer === undefined) throw new BenchError(`No search is called ${name}.`);
  let build = 0;
  for (const product of products(Number(variants))) {
    const document = peerDocument(product);
    const began = cpuSeconds();
    await peer.add(document);
    build += cpuSeconds() - began;
  }
  return { build, ...(await measure(peer, JSON.parse(readFileSync(queries, 'utf8')) as Queries)) };
}

process.stdout.write(`${JSON.stringify(await run())}\n`);
