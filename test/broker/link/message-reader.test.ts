import { inspect } from 'node:util';
import * as assert from 'uvu/assert';
import { isBrokerError } from '../../../broker/errors.ts';
import { MessageReader } from '../../../broker/link/message-reader.ts';
import { suite } from '../../harness/suite.ts';

const test = suite('The reader of messages');

test('quotes nothing of a message that is no JSON, because it may be about a person', () => {
  const bytes = new TextEncoder().encode('{"customer":{"ref":"c-1042","displayName":"Marta"');
  for (const name of ['rsp/recognise', 'req/recognise', 'rsp/wishlist'] as const) {
    try {
      new MessageReader().read(name, bytes);
      assert.unreachable();
    } catch (error) {
      assert.ok(isBrokerError(error, 'TW_MESSAGE_INVALID'));
      assert.not.match(inspect(error, { depth: 9 }), /c-1042|Marta|customer/);
    }
  }
});
