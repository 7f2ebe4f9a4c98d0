/** The alerts that the guide offers are about figures that exist. */
import * as assert from 'uvu/assert';
import { suite } from '../harness/suite.ts';
import { metricsOf } from './docs/metrics-page.ts';
import { readProjectFile } from './tree.ts';

const test = suite('The guide to watching a fleet');
const GUIDE = 'docs/guides/watch-the-fleet.md';

test('names only metrics that a kiosk or a hub has', () => {
  const known = new Set([...metricsOf('kiosk'), ...metricsOf('hub')].map(({ name }) => name));
  const named = [...readProjectFile(GUIDE).matchAll(/\b((?:tapwall|process|nodejs)_[a-z0-9_]+)\b/g)]
    .map(([name]) => name.replace(/_(bucket|sum|count)$/, ''))
    .filter((name) => !name.endsWith('_'));
  assert.ok(named.length > 15);
  assert.equal(
    [...new Set(named)].filter((name) => !known.has(name)),
    [],
  );
});

test('counts with functions that fit: rates of counters, quantiles of histograms', () => {
  const types = new Map([...metricsOf('kiosk'), ...metricsOf('hub')].map(({ name, type }) => [name, type]));
  const text = readProjectFile(GUIDE);
  for (const [, name = ''] of text.matchAll(/(?:rate|increase)\((\w+)[[{]/g))
    assert.ok(
      types.get(name) === 'counter' || types.get(name.replace(/_bucket$/, '')) === 'histogram',
      `${name} does not only grow`,
    );
});
