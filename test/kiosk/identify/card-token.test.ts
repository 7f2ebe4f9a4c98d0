import * as assert from 'uvu/assert';
import { cardToken } from '../../../kiosk/identify/card-token.ts';
import { suite } from '../../harness/suite.ts';

const test = suite('A card token');

test('is the HMAC-SHA-256 of the UID bytes (RFC 4231, test case 1)', () => {
  const key = Buffer.alloc(20, 0x0b);
  const uid = Buffer.from('Hi There').toString('hex').toUpperCase();
  assert.is(cardToken(key, uid), 'b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7');
});

test('is the same for upper and lower case and another for another key', () => {
  const key = Buffer.alloc(32, 1);
  assert.is(cardToken(key, '04a1b2'), cardToken(key, '04A1B2'));
  assert.is.not(cardToken(key, '04A1B2'), cardToken(Buffer.alloc(32, 2), '04A1B2'));
});
