import * as assert from 'uvu/assert';
import type { BrokerErrorCode } from '../../../../broker/errors.ts';
import { lineOf, rejectionLines, tableOf, type Report } from '../../../../kiosk/cli/import/tell.ts';
import { suite } from '../../../harness/suite.ts';

const test = suite('What an import says of itself');

const NONE = { store: 0, product: 0, variant: 0, offer: 0, review: 0 };

function report(changes: Partial<Report> = {}): Report {
  const counts = { products: 1, variants: 2, offers: 3, reviews: 4, rejected: 0 };
  const changed = { added: NONE, altered: NONE, removed: NONE };
  const facts = { saysAllStock: false, unchanged: true, version: 'a', held: null };
  return { ...counts, ...changed, ...facts, rejections: [], ...changes };
}

const rejected = (code: BrokerErrorCode, reason: string) => ({
  file: 'p.csv',
  line: 2,
  id: 'A',
  code,
  reason,
});

test('says which hosts to allow for the pictures that were left out, each once', () => {
  const rejections = [
    rejected('TW_PICTURE_REMOTE', 'https://cdn.shop.example/a.jpg lies on another server'),
    rejected('TW_PICTURE_REMOTE', 'https://cdn.shop.example/b.jpg lies on another server'),
    rejected('TW_PICTURE_UNREACHABLE', 'img.example is not one of the allowed hosts.'),
    rejected('TW_PICTURE_UNREACHABLE', 'https://cdn.shop.example/c.jpg answered 500'),
  ];
  const text = rejectionLines(report({ rejections, rejected: 30 }));
  assert.match(text, /… and 26 more\n.*--allow-host cdn\.shop\.example,img\.example\n$/);
  assert.is(rejectionLines(report()), '');
});

test('names in its line what was kept, and nothing when all was given', () => {
  assert.equal(lineOf(report({ kept: ['stock'] }), false), {
    event: 'imported',
    products: 1,
    variants: 2,
    offers: 3,
    reviews: 4,
    rejected: 0,
    kept: ['stock'],
  });
  assert.not.ok('kept' in lineOf(report({ kept: [] }), false));
  assert.match(
    tableOf(report({ kept: ['products'] }), true),
    /nothing was written[^]*variants.*kept: no --products/,
  );
});
