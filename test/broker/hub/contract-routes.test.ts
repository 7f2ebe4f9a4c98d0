/** The hub serves the contract to anybody, as docs/reference/contract has it. */
import Fastify, { type FastifyInstance } from 'fastify';
import * as assert from 'uvu/assert';
import { addContractRoutes } from '../../../broker/hub/export/contract-routes.ts';
import { answerError } from '../../../broker/hub/http/replies.ts';
import { suite, type TestContext } from '../../harness/suite.ts';
import { readProjectFile } from '../../project/tree.ts';
import { QuietLogger } from '../../support/quiet-logger.ts';

const test = suite('contract over HTTP');

test('gives the AsyncAPI document that the documentation has', async (t) => {
  const answer = await serving(t).inject('/contract/asyncapi.json');
  assert.is(answer.statusCode, 200);
  assert.ok(answer.headers['content-type']?.toString().startsWith('application/vnd.aai.asyncapi+json'));
  assert.is(answer.body, readProjectFile('docs/reference/contract/asyncapi.json'));
});

test('gives each schema by its name', async (t) => {
  const answer = await serving(t).inject('/contract/schemas/event.view_item.json');
  assert.is(answer.body, readProjectFile('docs/reference/contract/schemas/event.view_item.json'));
});

test('answers not modified to whoever has it', async (t) => {
  const app = serving(t);
  const { etag } = (await app.inject('/contract/asyncapi.json')).headers;
  const again = await app.inject({
    url: '/contract/asyncapi.json',
    headers: { 'if-none-match': `W/"old", ${String(etag)}` },
  });
  assert.is(again.statusCode, 304);
  assert.is(again.body, '');
});

test('has no schema by another name', async (t) => {
  const app = serving(t);
  for (const name of ['event.nothing.json', '..%2f..%2fpackage.json', '__proto__', 'constructor'])
    assert.is((await app.inject(`/contract/schemas/${name}`)).statusCode, 404, name);
});

function serving(t: TestContext): FastifyInstance {
  const app = Fastify();
  app.setErrorHandler(answerError(new QuietLogger()));
  addContractRoutes(app);
  t.after(() => app.close());
  return app;
}
