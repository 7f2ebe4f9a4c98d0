import * as assert from 'uvu/assert';
import { findPages } from '../../../kiosk/cli/pages.ts';
import { suite } from '../../harness/suite.ts';
import { QuietLogger } from '../../support/quiet-logger.ts';

const test = suite('Pages that are not built');

test('are a warning with the remedy', () => {
  const logger = new QuietLogger();
  assert.is(findPages(logger, { dir: null, isPart: false }), null);
  const [line, ...others] = logger.at('warn');
  assert.is(line?.fields['code'], 'TW_UI_MISSING');
  assert.match(line?.message ?? '', /npm run build/);
  assert.equal(others, []);
});

test('are left to the parent to say, and nobody speaks of those that are there', () => {
  const logger = new QuietLogger();
  findPages(logger, { dir: null, isPart: true });
  assert.is(findPages(logger, { dir: '/ui', isPart: false }), '/ui');
  assert.equal(logger.lines, []);
});
