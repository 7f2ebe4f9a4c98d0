import { connect, type AddressInfo, type Socket } from 'node:net';
import { once } from 'node:events';
import Fastify from 'fastify';
import * as assert from 'uvu/assert';
import { BrokerError, isBrokerError } from '../../../../broker/errors.ts';
import { HeldBytes } from '../../../../broker/hub/http/held-bytes.ts';
import { sendProduct, type ProductRequest } from '../../../../broker/hub/http/send-product.ts';
import { suite, type TestContext } from '../../../harness/suite.ts';

const test = suite('Hub: answers that are being sent');
const MANY = 4_000_000;

async function slowHub(t: TestContext) {
  const held = new HeldBytes({ ofOne: 2 * MANY, ofAll: 4 * MANY });
  const found = { times: 0 };
  const finder = {
    find: (_store: string, key: object): string => {
      if ('sku' in key && key.sku === 'NONE') throw new BrokerError('TW_PRODUCT_UNKNOWN');
      found.times += 1;
      return `"${'x'.repeat(MANY - 2)}"`;
    },
  };
  const app = Fastify();
  app.setErrorHandler((error, _request, reply) =>
    reply.code(isBrokerError(error, 'TW_RATE_LIMITED') ? 429 : 404).send({}),
  );
  app.get<ProductRequest>('/:storeCode', async (request, reply) =>
    sendProduct(request, reply, { finder, pace: { take: () => true }, held }),
  );
  t.after(() => app.close());
  await app.listen({ host: '127.0.0.1', port: 0 });
  const { port } = app.server.address() as AddressInfo;
  const ask = async (store: string, query = '?sku=A'): Promise<number> => {
    const answer = await fetch(`http://127.0.0.1:${port}/${store}${query}`);
    await answer.arrayBuffer();
    return answer.status;
  };
  /** Asks, and takes only the first piece of the answer. */
  const askSlowly = async (store: string): Promise<Socket> => {
    const socket = connect(port, '127.0.0.1');
    t.after(() => void socket.destroy());
    socket.write(`GET /${store}?sku=A HTTP/1.1\r\nhost: x\r\n\r\n`);
    await once(socket, 'data');
    socket.pause();
    return socket;
  };
  return { ask, askSlowly, found, held };
}

test('take only so much memory for one store, which others do not have to wait for', async (t) => {
  const { ask, askSlowly, found } = await slowHub(t);
  await askSlowly('A');
  await askSlowly('A');
  assert.is(await ask('A'), 429);
  assert.is(found.times, 2);
  assert.is(await ask('B'), 200);
});

test('give it back once they are sent, or nobody takes them any more', async (t) => {
  const { ask, askSlowly, held } = await slowHub(t);
  for (let times = 0; times < 5; times += 1) assert.is(await ask('A'), 200);
  for (let times = 0; times < 5; times += 1) assert.is(await ask('A', '?sku=NONE'), 404);
  const slow = [await askSlowly('A'), await askSlowly('A')];
  assert.ok(held.isFull('A'));
  for (const socket of slow) socket.destroy();
  while (held.isFull('A')) await new Promise<void>((resolve) => void setImmediate(resolve));
  assert.is(await ask('A'), 200);
});

test('take only so much memory for all stores together', async (t) => {
  const { ask, askSlowly } = await slowHub(t);
  for (const store of ['A', 'B', 'C', 'D']) await askSlowly(store);
  assert.is(await ask('E'), 429);
});
