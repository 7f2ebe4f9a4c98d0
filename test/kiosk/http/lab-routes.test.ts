import * as assert from 'uvu/assert';
import { KioskError } from '../../../kiosk/errors.ts';
import { suite } from '../../harness/suite.ts';
import { codeOf, get, HOST, httpKit, LAB_STATE, post } from './kit.ts';

const test = suite('Lab’s web interface');

test('is not there on a kiosk with real hardware only', async (t) => {
  const { server } = await httpKit(t, { lab: null });
  for (const answer of [
    await get(server, '/api/lab'),
    await post(server, '/api/lab/tag', { reader: 'virtual-reader-1', sku: 'X' }),
    await post(server, '/api/lab/network', { up: false }),
  ]) {
    assert.is(answer.statusCode, 404);
    assert.is(codeOf(answer), 'TW_NOT_VIRTUAL');
  }
});

test('moves the hardware and answers the new state', async (t) => {
  const { server, lab } = await httpKit(t);
  const requests: [string, object][] = [
    ['tag', { reader: 'virtual-reader-1', sku: 'TOTE-NATURAL', hold: true }],
    ['lift', { reader: 'virtual-reader-1' }],
    ['room', { occupied: true }],
    ['network', { up: false }],
    ['device', { id: 'virtual-radar-1', plugged: false }],
    ['garment', { sku: 'TOTE-NATURAL', place: 'next-door-left' }],
    ['shelf', { unit: 1, lifted: true }],
    ['scan', { code: '9506000134352' }],
    ['curtain', { open: false }],
    ['misbehave', { id: 'virtual-uhf-1', how: 'garble' }],
    ['tidy', {}],
  ];
  for (const [name, body] of requests) {
    const answer = await post(server, `/api/lab/${name}`, body);
    assert.is(answer.statusCode, 200);
    assert.equal(answer.json(), LAB_STATE);
  }
  assert.equal(lab.asked, requests);
});

const BAD: [string, unknown][] = [
  ['tag', {}],
  ['tag', { reader: '' }],
  ['tag', { reader: 'x'.repeat(65) }],
  ['tag', { reader: 'r', hold: 'yes' }],
  ['tag', { reader: 'r', uid: '04AA' }],
  ['tag', null],
  ['tag', []],
  ['tag', 'reader'],
  ['lift', {}],
  ['room', { occupied: 1 }],
  ['network', { up: 'false' }],
  ['device', { id: 'r' }],
  ['garment', { sku: 'TOTE-NATURAL' }],
  ['garment', { epc: '30', place: 'room' }],
  ['garment', { epc: 'A'.repeat(128), place: 'room' }],
  ['shelf', { unit: 0, lifted: true }],
  ['scan', { code: '' }],
  ['scan', { code: 'a\u0000b' }],
  ['curtain', {}],
  ['misbehave', { id: 'virtual-uhf-1' }],
  ['tidy', { all: true }],
];

for (const [name, body] of BAD) {
  test(`refuses ${name} with ${JSON.stringify(body).slice(0, 40)}`, async (t) => {
    const { server, lab } = await httpKit(t);
    const answer = await post(server, `/api/lab/${name}`, body);
    assert.is(answer.statusCode, 400);
    assert.is(codeOf(answer), 'TW_LAB_REQUEST');
    assert.equal(lab.asked, []);
  });
}

for (const [type, text, status] of [
  ['application/json', '{"reader":', 400],
  ['application/json', '', 400],
  ['application/json', JSON.stringify({ reader: 'x'.repeat(20_000) }), 413],
  ['text/xml', '<reader/>', 415],
  ['application/json', '{"__proto__":{"reader":"r"}}', 400],
] as const) {
  test(`refuses a body ${JSON.stringify(text.slice(0, 20))} of ${type}`, async (t) => {
    const { server, lab, logger } = await httpKit(t);
    const headers = { host: HOST, 'content-type': type };
    const answer = await server.inject({ method: 'POST', url: '/api/lab/tag', headers, payload: text });
    assert.is(answer.statusCode, status);
    assert.match(codeOf(answer), /^TW_(BAD|LAB)_REQUEST$/);
    assert.equal(lab.asked, []);
    assert.equal(logger.at('error'), []);
  });
}

test('answers what the lab refuses with its code', async (t) => {
  const kit = await httpKit(t);
  Object.assign(kit.lab, {
    tag: () => Promise.reject(new KioskError('TW_NOT_VIRTUAL', 'There is no virtual reader "r".')),
  });
  const answer = await post(kit.server, '/api/lab/tag', { reader: 'r' });
  assert.is(answer.statusCode, 404);
  assert.is(codeOf(answer), 'TW_NOT_VIRTUAL');
});

test('stops the lab when the server closes', async (t) => {
  const { server, lab } = await httpKit(t);
  await server.close();
  assert.is(lab.stopped, 1);
});
