/** From launch to the ready line, for a second start: installed, built, catalogue imported. */
import { rm } from 'node:fs/promises';
import { performance } from 'node:perf_hooks';
import { importedData, readFeeds } from '../e2e/feeds.ts';
import { startProgram } from '../e2e/program.ts';
import { printTable } from './percentiles.ts';

const RUNS = 7;

export async function benchStart(): Promise<void> {
  const data = await importedData(readFeeds());
  const times: number[] = [];
  for (let run = 0; run <= RUNS; run += 1) {
    const start = performance.now();
    const program = await startProgram([
      'start',
      '--data',
      data,
      '--kiosk-port',
      '0',
      '--hub-port',
      '0',
      '--mqtt-port',
      '0',
    ]);
    if (run > 0) times.push(performance.now() - start);
    await program.stop();
  }
  printTable([{ name: 'tapwall start → ready', values: times, goal: { percentile: 95, most: 3000 } }]);
  await rm(data, { recursive: true, force: true });
}
