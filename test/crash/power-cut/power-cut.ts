/**
 * The power cut: records what the outbox does to its disk, then opens what is left of it after a cut at any moment,
 * with any part of what was not synced.
 */
import { textTable } from '../../support/text-table.ts';
import { bundle } from '../../support/bundle.ts';
import { CrashError } from '../crash-error.ts';
import { oldOutbox, spoiltOutbox } from './damage.ts';
import { Promises } from './promises.ts';
import { record, type Recording } from './record.ts';
import { replay, type PowerCutResult } from './replay.ts';

export interface PowerCutPlan {
  states: number;
  /** States of the counter-proof, in which `synchronous=NORMAL` must lose something. */
  proofStates: number;
  events: number;
  seed: number;
  progress: (text: string) => void;
}

export interface PowerCutFigures {
  results: PowerCutResult[];
  /** The same with `synchronous=NORMAL`: shows that the rig finds losses. */
  proof: PowerCutResult;
}

/** How many of the states each recording gets. */
const SHARES = { life: 0.5, restart: 0.15, repair: 0.2, upgrade: 0.15 };

export async function powerCut(plan: PowerCutPlan): Promise<PowerCutFigures> {
  const { states, proofStates, seed, progress } = plan;
  const children = await bundle({ writer: 'test/crash/children/power-cut-writer.ts' });
  try {
    const writer = children.file('writer');
    const recordings = await recordAll(writer, plan);
    const results = Object.entries(recordings).map(([name, recording], index) => {
      progress(`${recording.name}: ${recording.ops.length} operations recorded`);
      return replay(recording, Math.ceil(states * SHARES[name as keyof typeof SHARES]), seed * 1_000 + index);
    });
    const life = { writer, mode: 'life', seed, events: plan.events } as const;
    const normal = await record({ ...life, name: 'a life, synchronous=NORMAL', synchronous: 'NORMAL' });
    return { results, proof: replay(normal, proofStates, seed * 1_000 + 9) };
  } finally {
    children.remove();
  }
}

async function recordAll(
  writer: string,
  { seed, events }: PowerCutPlan,
): Promise<Record<keyof typeof SHARES, Recording>> {
  const life = await record({ name: 'a life', writer, mode: 'life', seed, events });
  const killed = await record({ name: 'killed', writer, mode: 'crash', seed: seed + 1, events: 200 });
  const short = { writer, mode: 'life', events: 60 } as const;
  const restart = await record({
    ...short,
    name: 'start after a kill',
    seed: seed + 2,
    initial: killed.files,
  });
  assertFound(restart, durableAtEnd(killed));
  const repair = await record({
    ...short,
    name: 'repair of a spoilt file',
    seed: seed + 3,
    initial: spoiltOutbox(seed + 4),
  });
  const old = oldOutbox(120);
  const upgrade = await record({
    ...short,
    name: 'file of version 0.1.0',
    seed: seed + 5,
    initial: old.files,
  });
  assertFound(upgrade, old.ids);
  return { life, restart, repair, upgrade };
}

function durableAtEnd({ ops }: Recording): string[] {
  const promises = new Promises(ops);
  for (const op of ops) promises.take(op);
  return [...promises.now().durable.keys()];
}

/** The first start of a recording found what was there before. */
function assertFound({ name, ops }: Recording, ids: readonly string[]): void {
  const found = new Set(
    ops.flatMap((op) => (op.kind === 'mark' && op.text.startsWith('V ') ? [op.text.split(' ')[1]] : [])),
  );
  const missing = ids.filter((id) => !found.has(id));
  if (missing.length > 0) throw new CrashError(`${name}: ${missing.length} events were not found.`);
}

/** Nothing was lost, and the same disk did lose what was not synced: the rig can tell. */
export function isSound({ results, proof }: PowerCutFigures): boolean {
  return results.every(({ bad }) => bad === 0) && proof.losing > 0;
}

export function printPowerCut({ results, proof }: PowerCutFigures): void {
  const rows = [...results, proof].map((result) => ({
    recording: result.recording,
    operations: result.operations,
    states: result.states,
    'not started': result.notStarted,
    'states that lost': result.losing,
    'events lost': result.lost,
    'came back': result.risen,
    twice: result.twice,
    gaps: result.gaps,
    'set aside': result.setAside,
  }));
  process.stdout.write(`${textTable(rows)}\n`);
  for (const { recording, first } of results)
    if (first !== '') process.stdout.write(`✗ ${recording}: ${first}\n`);
  process.stdout.write(
    `The last line is the counter-proof: with synchronous=NORMAL the rig must find losses (${proof.first || 'it found none'}).\n`,
  );
}
