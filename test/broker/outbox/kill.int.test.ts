import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import * as assert from 'uvu/assert';
import { suite } from '../../harness/suite.ts';
import { numberOf, outboxKit } from './kit.ts';

const test = suite('Outbox after kill -9');

const CHILD = fileURLToPath(new URL('./writer-child.ts', import.meta.url));

/** Runs a writer until it has promised `most` events, kills it, and answers what it promised. */
async function writeAndKill(path: string, most: number): Promise<Map<number, string>> {
  const child = spawn(process.execPath, ['--import', 'tsx', CHILD, path, String(most)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let text = '';
  child.stdout.setEncoding('utf8');
  child.stdout.on('data', (chunk: string) => {
    text += chunk;
    if (text.length > most * 40) child.kill('SIGKILL');
  });
  await once(child, 'close');
  const lines = text.split('\n').slice(0, -1);
  return new Map(lines.map((line) => [Number(line.split(' ')[0]), String(line.split(' ')[1])]));
}

test(
  'has every event that an append returned, gapless, after each of three kills',
  async (t) => {
    const kit = outboxKit(t);
    let promised = 0;
    for (const most of [120, 333, 700]) {
      const written = await writeAndKill(kit.path, most);
      const outbox = kit.open();
      const last = Math.max(...written.keys());
      assert.ok(written.size >= most * 0.9 && last > promised, `${written.size} events written`);
      assert.ok(outbox.lastSequence() >= last, `${outbox.lastSequence()} on disk, ${last} promised`);
      const events = outbox.read(outbox.watermark(), 10_000_000, 10_000);
      for (const [index, event] of events.entries()) {
        assert.is(event.sequence, outbox.watermark() + 1 + index);
        assert.is(numberOf(event), event.sequence);
        const id = written.get(event.sequence);
        assert.ok(id === undefined || id === event.id);
      }
      assert.ok(outbox.watermark() + events.length >= last);
      assert.is(kit.logger.at('error').length, 0);
      promised = last;
      outbox.stop();
    }
  },
  { timeout: 60_000 },
);
