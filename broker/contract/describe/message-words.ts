/** Every message in one sentence, with an example that its schema accepts. */
import type { Message, MessageName } from '../messages.ts';
import { exampleEvent } from './example-event.ts';

export interface MessageWords<N extends MessageName> {
  summary: string;
  example: Message<N>;
}

const ID = '01938b7e-61d0-7b54-8c1e-5a7f0e9d3c21';
const AT = '2026-11-26T10:15:04.120Z';
const LATER = '2026-11-26T10:15:14.120Z';
const EPOCH = '01938b7e-5a00-7c11-9a3e-2f6d8c4b1a09';
const CARD = '9f2c1d7a4be60835'.repeat(4);
const HASH = '3b7e0c52a91d4f68';
const DISPLAY = { attractMessage: '', idleSeconds: 45, warningSeconds: 20, language: 'it' } as const;
const VISIT = 'mX3v0Qp9sT7bLkZw2Yh4Ng';
const KEY = '01938b7e-6f02-7a91-8d3c-4b5e6f708192';
const REPORT = {
  key: KEY,
  kind: 'reserve',
  storeCode: 'MIL-01',
  state: 'held',
  revision: 2,
  expiresAt: '2026-11-26T12:15:04.120Z',
  code: 'K7QM',
  reason: null,
  note: null,
} as const;
const SERVICES = {
  stock: true,
  reviews: true,
  people: true,
  phones: false,
  wishlist: true,
  intents: ['room', 'reserve', 'handover'],
} as const satisfies Message<'desired/services'>;
const OK = { id: ID, ok: true } as const;

export const MESSAGE_WORDS: { readonly [N in MessageName]: MessageWords<N> } = {
  'evt/batch': {
    summary:
      'Events in the CloudEvents batch format: one while things happen, many while a backlog is drained.',
    example: [exampleEvent('tag_tapped', 4711), exampleEvent('view_item', 4712)],
  },
  'ack/events': {
    summary: 'Everything up to a number is committed, and perhaps some runs of numbers beyond it.',
    example: { epoch: EPOCH, sequence: 4700, ahead: [[4711, 4712]] },
  },
  'state/presence': {
    summary: 'Birth, heartbeat and last will.',
    example: {
      online: true,
      boot: '01938b7e-4f10-7a02-b1c5-7d0e92c83f14',
      version: '0.1.0',
      at: AT,
      storeCode: 'MIL-01',
      catalogue: '20261126T060000Z',
      outboxDepth: 12,
      outbox: { epoch: EPOCH, floor: 4701 },
    },
  },
  'state/uplink': {
    summary: 'How the way to the platform does.',
    example: {
      at: AT,
      depth: 12,
      bytes: 6144,
      maxBytes: 268_435_456,
      oldestAt: '2026-11-26T10:14:58.004Z',
      perSecond: 3.2,
      commit: { p50: 0.7, p99: 4.2 },
      reconnects: 1,
      evicted: 0,
      lastAckAt: '2026-11-26T10:15:03.911Z',
    },
  },
  'state/devices': {
    summary: 'Every reader, radar and sensor, and whether it works.',
    example: {
      at: AT,
      devices: [{ id: 'reader-1', driver: 'pcsc', status: 'connected', virtual: false, since: AT }],
    },
  },
  'state/display': {
    summary: 'Every display and the kind of screen it shows; never what a shopper looks at.',
    example: {
      at: AT,
      displays: [{ id: 'wall', kind: 'wall', name: 'Wall', browsers: 1, screen: 'attract' }],
    },
  },
  'reported/config': {
    summary: 'The settings in force, and what was wrong with the desired ones.',
    example: { version: 3, hash: HASH, displays: { wall: DISPLAY }, problems: [] },
  },
  'desired/config': {
    summary: 'The settings that are wanted; those left out keep what the kiosk has of itself.',
    example: { version: 3, hash: HASH, displays: { wall: { language: 'it' } } },
  },
  'desired/catalogue': {
    summary: 'The catalogue that is in force, and where to fetch it or what has changed in it.',
    example: { version: '1f0a6b2c9d3e4f58a7b6c5d4e3f20190.3', path: '/api/replica/MIL-01' },
  },
  'desired/services': { summary: 'What screens may offer, because a source gives it.', example: SERVICES },
  'cmd/identify': {
    summary: 'Show on the displays which one this is.',
    example: { id: ID, expiresAt: LATER, display: 'wall' },
  },
  'cmd/reload': { summary: 'Load the page of a display anew.', example: { id: ID, expiresAt: LATER } },
  'cmd/sync': {
    summary: 'Publish every state again and look for a newer catalogue.',
    example: { id: ID, expiresAt: LATER },
  },
  'cmd/encode': {
    summary: 'Write the next tag that is held to a reader, or learn it as the tag of a variant.',
    example: {
      id: ID,
      expiresAt: LATER,
      reader: 'reader-1',
      action: 'write',
      sku: 'ASKA-OAT-M',
      gtin: '09506000134352',
      seconds: 60,
    },
  },
  'cmd/intent': {
    summary: 'What became of something a shopper wants: it is ready, refused, over.',
    example: { id: ID, expiresAt: LATER, intent: { ...REPORT, state: 'ready', revision: 3 } },
  },
  'cmd/visit': {
    summary: 'How a visit by phone goes on: opened, confirmed with a name and a token, or over.',
    example: {
      id: ID,
      expiresAt: LATER,
      display: 'wall',
      visit: VISIT,
      step: 'confirmed',
      customer: {
        token: 'q7ZkP0sXw3vT9bLm',
        displayName: 'Giulia',
        tier: 'Gold',
        locale: 'it',
        wishlistCount: 3,
      },
    },
  },
  'res/identify': { summary: 'Whether it was done.', example: OK },
  'res/reload': { summary: 'Whether it was done.', example: OK },
  'res/sync': { summary: 'Whether it was done.', example: OK },
  'res/encode': {
    summary: 'The tag that was made, or why there is none.',
    example: {
      ...OK,
      tag: { uid: '04A23B91C25E80', link: 'https://id.gs1.org/01/09506000134352/21/7Q2M', verified: true },
    },
  },
  'res/intent': { summary: 'Whether it was taken in.', example: OK },
  'res/visit': { summary: 'Whether the display still waited for it.', example: OK },
  'req/recognise': {
    summary: 'Whose card is this? Or: is this signed tag genuine?',
    example: { id: ID, deadline: LATER, card: CARD },
  },
  'rsp/recognise': {
    summary: 'A name to greet and a token for this visit, or what became of a signed tag.',
    example: {
      ...OK,
      customer: {
        token: 'q7ZkP0sXw3vT9bLm',
        displayName: 'Giulia',
        tier: 'Gold',
        locale: 'it',
        wishlistCount: 3,
      },
    },
  },
  'req/visit': {
    summary: 'A code for the phone of whoever stands at a display.',
    example: { id: ID, deadline: LATER, action: 'begin', display: 'wall', language: 'it' },
  },
  'rsp/visit': {
    summary: 'The code, what the QR code holds, and how long it is good.',
    example: {
      ...OK,
      begun: {
        visit: VISIT,
        code: 'WDJB-MJHT',
        uri: 'https://hub.example/join/WDJB-MJHT',
        expiresIn: 180,
      },
    },
  },
  'req/card': {
    summary: 'Is this a card of somebody? Asked before a tag is written.',
    example: { id: ID, deadline: LATER, card: CARD },
  },
  'rsp/card': { summary: 'Whether it is; never whose.', example: { ...OK, known: false } },
  'req/bind': {
    summary: 'Know this tag as that variant, in every store.',
    example: { id: ID, deadline: LATER, uid: '04A23B91C25E80', sku: 'ASKA-OAT-M' },
  },
  'rsp/bind': {
    summary: 'Whether it is known now.',
    example: {
      id: ID,
      ok: false,
      code: 'TW_TAG_TAKEN',
      message: 'The tag stands for another product already.',
    },
  },
  'req/wishlist': {
    summary: 'The wishlist of the shopper who was recognised.',
    example: { id: ID, deadline: LATER, token: 'q7ZkP0sXw3vT9bLm' },
  },
  'rsp/wishlist': {
    summary: 'The wishlist.',
    example: { ...OK, items: [{ sku: 'ASKA-OAT-M', addedAt: '2026-11-20T18:02:00.000Z' }] },
  },
  'req/intent': {
    summary: 'What a shopper wants: something brought, put aside, ordered, or taken to the till.',
    example: {
      id: ID,
      deadline: LATER,
      action: 'create',
      key: KEY,
      kind: 'reserve',
      lines: [{ sku: 'ASKA-OAT-M', quantity: 1 }],
    },
  },
  'rsp/intent': { summary: 'What became of it so far.', example: { ...OK, intent: REPORT } },
  'req/config': {
    summary:
      'Which settings are desired? Asked on every connect, because not every broker keeps the document.',
    example: { id: ID, deadline: LATER, version: 2, hash: '' },
  },
  'rsp/config': {
    summary: 'The desired settings; absent when there are none, or the kiosk has them already.',
    example: { ...OK, desired: { version: 3, hash: HASH, displays: { wall: { language: 'it' } } } },
  },
  'req/catalogue': {
    summary: 'Which catalogue is current?',
    example: { id: ID, deadline: LATER, have: '20261125T060000Z' },
  },
  'rsp/catalogue': {
    summary: 'Its version, and where to fetch it from the hub.',
    example: {
      ...OK,
      version: '20261126T060000Z',
      path: '/api/replica/MIL-01',
      stockAsOf: LATER,
      services: SERVICES,
    },
  },
};
