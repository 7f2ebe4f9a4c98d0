import { once } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import * as assert from 'uvu/assert';
import { concat, latin1 } from '../../device/bytes.ts';
import { isDeviceError, type DeviceError } from '../../device/errors.ts';
import { ld2410 } from '../../device/ld2410/driver.ts';
import type { Ld2410Options } from '../../device/ld2410/options.ts';
import { parseDriverOptions } from '../../device/driver-options.ts';
import { TcpTransport } from '../../device/serial/tcp-transport.ts';
import { StreamDevice } from '../../device/stream-device.ts';
import { systemClock } from '../../kiosk/system/clock.ts';
import { suite, type TestContext } from '../harness/suite.ts';
import { until } from '../support/until.ts';
import { Recorder, recordingLogger } from './recorder.ts';

const test = suite('TCP transport');
const WAIT_MS = 5_000;
const REPORT = Buffer.from('f4f3f2f10d0002aa0251000000003b00005500f8f7f6f5', 'hex');

interface Bridge {
  port: number;
  server: Server;
  /** Connections that came, in order. */
  sockets: Socket[];
  received: () => string;
}

/** A serial-to-network bridge. */
async function bridge(t: TestContext): Promise<Bridge> {
  const sockets: Socket[] = [];
  const chunks: Uint8Array[] = [];
  const server = createServer((socket) => {
    sockets.push(socket);
    socket.on('error', () => undefined);
    socket.on('data', (chunk: Buffer) => chunks.push(chunk));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(async () => {
    for (const socket of sockets) socket.destroy();
    if (server.listening) await new Promise((resolve) => void server.close(resolve));
  });
  return {
    server,
    sockets,
    port: (server.address() as AddressInfo).port,
    received: () => latin1(concat(...chunks)),
  };
}

interface Ear {
  heard: () => string;
  lost: DeviceError[];
  events: { data(chunk: Uint8Array): void; lost(error: DeviceError): void };
}

function ear(): Ear {
  const chunks: Uint8Array[] = [];
  const lost: DeviceError[] = [];
  return {
    lost,
    heard: () => latin1(concat(...chunks)),
    events: { data: (chunk) => void chunks.push(chunk), lost: (error) => void lost.push(error) },
  };
}

function transportTo(t: TestContext, port: number, host = '127.0.0.1'): TcpTransport {
  const transport = new TcpTransport({ host, port, connectMs: 500 });
  t.after(() => transport.close());
  return transport;
}

async function refused(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => undefined,
    (error: unknown) => error,
  );
}

test('carries bytes both ways', async (t) => {
  const { port, sockets, received } = await bridge(t);
  const transport = transportTo(t, port);
  const { events, heard } = ear();
  await transport.open(events);
  assert.is(transport.path, `tcp://127.0.0.1:${port}`);
  await transport.write(Buffer.from('hello'));
  await until(() => received() === 'hello', WAIT_MS);
  sockets[0]?.write('world');
  await until(() => heard() === 'world', WAIT_MS);
});

test('says once that the bridge hung up, and opens again', async (t) => {
  const { port, sockets } = await bridge(t);
  const transport = transportTo(t, port);
  for (const hangUp of ['end', 'resetAndDestroy'] as const) {
    const { events, lost } = ear();
    await transport.open(events);
    const socket = await until(() => sockets.pop(), WAIT_MS);
    socket[hangUp]();
    await until(() => lost.length > 0, WAIT_MS);
    assert.equal(
      lost.map(({ code }) => code),
      ['TW_SERIAL_LOST'],
      hangUp,
    );
    assert.ok(isDeviceError(await refused(transport.write(Uint8Array.of(1))), 'TW_SERIAL_LOST'));
  }
});

test('says nothing of a close of its own, and closes twice', async (t) => {
  const { port, sockets } = await bridge(t);
  const transport = transportTo(t, port);
  const { events, lost } = ear();
  await transport.open(events);
  const socket = await until(() => sockets[0], WAIT_MS);
  const ended = once(socket, 'close');
  await transport.close();
  await transport.close();
  socket.resume();
  await ended;
  assert.equal(lost, []);
});

test('names a bridge that refuses, and one that cannot be found', async (t) => {
  const { port, server } = await bridge(t);
  await new Promise((resolve) => void server.close(resolve));
  assert.ok(isDeviceError(await refused(transportTo(t, port).open(ear().events)), 'TW_SERIAL_UNREACHABLE'));
  const nowhere = transportTo(t, port, 'bridge.invalid');
  assert.ok(isDeviceError(await refused(nowhere.open(ear().events)), 'TW_SERIAL_UNREACHABLE'));
});

test('gives an attempt up when it is closed in the middle of it', async (t) => {
  // TEST-NET-1 (RFC 5737) is nobody's: the attempt waits, or the network refuses it at once.
  const transport = new TcpTransport({ host: '192.0.2.1', port: 9, connectMs: 60_000 });
  const attempt = refused(transport.open(ear().events));
  await transport.close();
  assert.ok(isDeviceError(await attempt, 'TW_SERIAL_UNREACHABLE'));
  t.after(() => transport.close());
});

test('carries a device, which finds its bridge again', async (t) => {
  const { port, sockets } = await bridge(t);
  const device = new StreamDevice({
    id: 'radar',
    driver: ld2410,
    options: parseDriverOptions(ld2410, {}) as Ld2410Options,
    transport: transportTo(t, port),
    clock: systemClock,
    logger: recordingLogger(),
  });
  const seen = new Recorder();
  device.subscribe(seen);
  t.after(() => device.stop());
  await device.start();
  const first = await until(() => sockets[0], WAIT_MS);
  first.write(REPORT.subarray(0, 9));
  first.write(REPORT.subarray(9));
  await until(() => device.health().status === 'connected', WAIT_MS);
  first.destroy();
  await until(() => device.health().status === 'searching', WAIT_MS);
  const second = await until(() => sockets[1], WAIT_MS);
  second.write(REPORT);
  await until(() => device.health().status === 'connected', WAIT_MS);
  assert.equal(
    seen.presences.map(({ present }) => present),
    [true],
  );
});
