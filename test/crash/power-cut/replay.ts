/** Cuts the power at chosen moments of a recording, opens each state and adds up what was found. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SeededRandom } from '../../support/seeded-random.ts';
import { Disk, STYLES, type Style } from './disk.ts';
import { Judge, type Verdict } from './judge.ts';
import { Promises } from './promises.ts';
import type { Recording } from './record.ts';

export interface PowerCutResult {
  recording: string;
  /** Calls that changed the disk or synced it. */
  operations: number;
  states: number;
  /** States that did not start, or lost something, or kept what was withdrawn, or counted wrongly. */
  bad: number;
  /** States in which something was lost, and how many events in all of them. */
  losing: number;
  lost: number;
  risen: number;
  twice: number;
  gaps: number;
  notStarted: number;
  setAside: number;
  /** The first bad one, for trying again. */
  first: string;
}

/** @param seed Chooses the moments and what the disk keeps; the same one, the same states. */
export function replay(recording: Recording, states: number, seed: number): PowerCutResult {
  const random = new SeededRandom(seed);
  const folder = mkdtempSync(join(tmpdir(), 'tapwall-cut-'));
  const judge = new Judge(join(folder, 'state'), random);
  const result: PowerCutResult = {
    recording: recording.name,
    operations: recording.ops.filter(({ kind }) => kind !== 'mark').length,
    states: 0,
    bad: 0,
    losing: 0,
    lost: 0,
    risen: 0,
    twice: 0,
    gaps: 0,
    notStarted: 0,
    setAside: 0,
    first: '',
  };
  const disk = new Disk();
  const promises = new Promises(recording.ops);
  const moments = chosenMoments(recording, states, random);
  try {
    for (const [index, op] of recording.ops.entries()) {
      disk.apply(op);
      promises.take(op);
      for (const style of moments.get(index) ?? []) {
        const verdict = judge.judge(disk.cut(style, random), promises.now());
        add(result, verdict, `after operation ${index} (${op.kind}), ${style}`);
      }
    }
    return result;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Every style as often, at moments all over the recording. What lies there at the beginning takes no time. */
function chosenMoments({ ops }: Recording, states: number, random: SeededRandom): Map<number, Style[]> {
  const first = ops.findIndex(({ kind }) => kind === 'sync-folder');
  const moments = new Map<number, Style[]>();
  for (let state = 0; state < states; state += 1) {
    const index = first + Math.floor(random.unit() * (ops.length - first));
    const style = STYLES[state % STYLES.length] ?? 'nothing';
    moments.set(index, [...(moments.get(index) ?? []), style]);
  }
  return moments;
}

function add(result: PowerCutResult, verdict: Verdict, where: string): void {
  const { started, lost, risen, twice, gaps, setAside, problem } = verdict;
  const isBad = !started || lost.length > 0 || risen.length > 0 || twice > 0 || gaps > 0;
  result.states += 1;
  result.bad += Number(isBad);
  result.losing += Number(lost.length > 0);
  result.lost += lost.length;
  result.risen += risen.length;
  result.twice += twice;
  result.gaps += gaps;
  result.notStarted += Number(!started);
  result.setAside += Number(setAside);
  if (isBad && result.first === '')
    result.first = `${where}: ${problem ?? `${lost.length} lost, ${risen.length} back, ${twice} twice, ${gaps} gaps`}`;
}
