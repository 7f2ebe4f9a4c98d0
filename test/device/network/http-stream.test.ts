import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as assert from 'uvu/assert';
import { HttpStreamSource } from '../../../device/network/http-stream-source.ts';
import { impinj } from '../../../device/network/impinj.ts';
import { MessageDevice } from '../../../device/network/message-device.ts';
import { suite, type TestContext } from '../../harness/suite.ts';
import { until } from '../../support/until.ts';
import { VirtualClock } from '../../support/virtual-clock.ts';
import { Recorder, recordingLogger } from '../recorder.ts';

const test = suite('A reader’s HTTP stream');
const SOON = 5_000;
const LINE = `${JSON.stringify({ tagInventoryEvent: { epcHex: 'AABB', antennaPort: 2 } })}\n`;

class Reader {
  readonly requests: IncomingMessage[] = [];
  readonly answers: ServerResponse[] = [];
  status = 200;
  url = '';

  async start(t: TestContext): Promise<this> {
    const server = createServer((request, response) => {
      this.requests.push(request);
      this.answers.push(response);
      response.writeHead(this.status, this.status === 302 ? { location: '/elsewhere' } : {});
      if (this.status !== 200) response.end();
      else response.flushHeaders();
    });
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', () => resolve()));
    t.after(() => {
      server.closeAllConnections();
      server.close();
    });
    this.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v1/data/stream`;
    return this;
  }
}

async function kit(t: TestContext, status = 200) {
  const reader = await new Reader().start(t);
  reader.status = status;
  const clock = new VirtualClock();
  const recorder = new Recorder();
  const device = new MessageDevice({
    id: 'rooms',
    driver: impinj,
    options: { doorOpens: 'low-to-high' },
    way: 'url',
    topic: '',
    source: new HttpStreamSource({
      url: reader.url,
      credentials: 'root:impinj',
      clock,
      logger: recordingLogger(),
    }),
    clock,
    logger: recordingLogger(),
  });
  device.subscribe(recorder);
  t.after(() => device.stop());
  await device.start();
  return { reader, clock, recorder, device };
}

test('is read line by line, with the login of the file', async (t) => {
  const { reader, recorder } = await kit(t);
  await until(() => reader.answers.length > 0, SOON);
  assert.is(
    reader.requests[0]?.headers.authorization,
    `Basic ${Buffer.from('root:impinj').toString('base64')}`,
  );
  reader.answers[0]?.write(LINE.slice(0, 20));
  reader.answers[0]?.write(LINE.slice(20) + LINE);
  await until(() => recorder.readings.length === 2, SOON);
  assert.equal(recorder.story, ['starting', 'connected']);
});

test('is kept alive by blank lines, and opened anew when they stay away', async (t) => {
  const { reader, recorder, clock } = await kit(t);
  await until(() => reader.answers.length > 0, SOON);
  reader.answers[0]?.write('\r\n');
  await until(() => recorder.story.includes('connected'), SOON);
  await clock.advance(60_000);
  await until(() => clock.pending > 0, SOON);
  assert.is(recorder.story.at(-1), 'searching TW_NETWORK_SILENT');
  await clock.advance(10_000);
  await until(() => reader.answers.length === 2, SOON);
  reader.answers[1]?.write(LINE);
  await until(() => recorder.story.at(-1) === 'connected', SOON);
});

test('is tried again after growing waits when the reader goes away', async (t) => {
  const { reader, recorder, clock } = await kit(t);
  await until(() => reader.answers.length > 0, SOON);
  reader.answers[0]?.write(LINE);
  await until(() => recorder.readings.length === 1, SOON);
  reader.answers[0]?.destroy();
  await until(() => recorder.story.at(-1)?.startsWith('searching') === true, SOON);
  await clock.advance(1_000);
  await until(() => reader.answers.length === 2, SOON);
  reader.answers[1]?.write(LINE);
  await until(() => recorder.readings.length === 2, SOON);
});

test('says that a login is refused, and that an address is no stream', async (t) => {
  for (const [status, code] of [
    [401, 'TW_NETWORK_REFUSED'],
    [403, 'TW_NETWORK_REFUSED'],
    [404, 'TW_NETWORK_UNREACHABLE'],
    [302, 'TW_NETWORK_UNREACHABLE'],
  ] as const) {
    const { reader, recorder } = await kit(t, status);
    await until(() => recorder.story.at(-1) === `searching ${code}`, SOON);
    assert.is(reader.requests.length, 1, 'no redirection is followed');
  }
});

test('never fills the memory with a line that does not end', async (t) => {
  const { reader, recorder } = await kit(t);
  await until(() => reader.answers.length > 0, SOON);
  for (let count = 0; count < 50; count += 1) reader.answers[0]?.write('x'.repeat(10_000));
  reader.answers[0]?.write(`\n${LINE}`);
  await until(() => recorder.readings.length === 1, SOON);
});

test('is closed with its device, and leaves no timer', async (t) => {
  const { reader, recorder, clock, device } = await kit(t);
  await until(() => reader.answers.length > 0, SOON);
  reader.answers[0]?.write(LINE);
  await until(() => recorder.readings.length === 1, SOON);
  await device.stop();
  assert.is(clock.pending, 0);
  assert.is(recorder.story.at(-1), 'stopped');
});
