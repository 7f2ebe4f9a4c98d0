/**
 * A strict reader of the Prometheus text format 0.0.4 (prometheus.io/docs/instrumenting/exposition_formats), with the
 * checks of `promtool check metrics`: names, units, help, types, groups, histograms. Throws at the first fault.
 */
export interface Family {
  name: string;
  type: 'counter' | 'gauge' | 'histogram';
  help: string;
  samples: { name: string; labels: Record<string, string>; value: number }[];
}

export class ExpositionError extends Error {
  constructor(message: string, line: string) {
    super(`${message}: ${line}`);
    this.name = 'ExpositionError';
  }
}

const NAME = /^[a-z][a-z0-9_]*$/;
const SAMPLE = /^([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\{(.*)\})? (\S+)$/;
const LABEL = /^([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\\n]|\\\\|\\"|\\n)*)"(?:,|$)/;
/** Prometheus has base units only. */
const NOT_BASE = /_(ms|milliseconds|microseconds|minutes|hours|days|kilobytes|kb|megabytes|percent)(_|$)/;

export function parseExposition(text: string): Map<string, Family> {
  if (!text.endsWith('\n')) throw new ExpositionError('the last line does not end', text.slice(-80));
  const families = new Map<string, Family>();
  const series = new Set<string>();
  let current: Family | undefined;
  let help: { name: string; text: string } | undefined;
  for (const line of text.split('\n')) {
    if (line === '') continue;
    const [mark, keyword, name = '', ...rest] = line.split(' ');
    if (mark === '#' && keyword === 'HELP') {
      if (families.has(name)) throw new ExpositionError('a family comes twice', line);
      help = { name, text: rest.join(' ') };
    } else if (mark === '#' && keyword === 'TYPE') {
      if (help?.name !== name) throw new ExpositionError('a type without its help before it', line);
      current = familyOf(help, rest.join(' '), line);
      families.set(name, current);
    } else if (mark === '#') throw new ExpositionError('a comment of another kind', line);
    else addSample(line, current, series);
  }
  for (const family of families.values()) if (family.type === 'histogram') checkHistogram(family);
  return families;
}

function familyOf({ name, text }: { name: string; text: string }, type: string, line: string): Family {
  if (!NAME.test(name) || NOT_BASE.test(name)) throw new ExpositionError('no name of the conventions', line);
  if (text.trim() === '') throw new ExpositionError('no help', line);
  if (type !== 'counter' && type !== 'gauge' && type !== 'histogram')
    throw new ExpositionError('an unknown type', line);
  if (name.endsWith('_total') !== (type === 'counter'))
    throw new ExpositionError('only counters end with _total, and all of them', line);
  if (/_(sum|count|bucket)$/.test(name)) throw new ExpositionError('a reserved ending', line);
  return { name, type, help: text, samples: [] };
}

function addSample(line: string, family: Family | undefined, series: Set<string>): void {
  const [, name = '', labelText = '', valueText = ''] = SAMPLE.exec(line) ?? [];
  if (name === '') throw new ExpositionError('not a sample', line);
  const suffix = family && name.startsWith(family.name) ? name.slice(family.name.length) : '?';
  const allowed = family?.type === 'histogram' ? ['_bucket', '_sum', '_count'] : [''];
  if (family === undefined || !allowed.includes(suffix))
    throw new ExpositionError('outside its family', line);
  const labels = labelsOf(labelText, line);
  const value = valueText === '+Inf' ? Number.POSITIVE_INFINITY : Number(valueText);
  if (Number.isNaN(value)) throw new ExpositionError('not a number', line);
  if (family.type === 'counter' && value < 0) throw new ExpositionError('a counter below nothing', line);
  const key = `${name} ${JSON.stringify(Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1)))}`;
  if (series.has(key)) throw new ExpositionError('a series comes twice', line);
  series.add(key);
  family.samples.push({ name, labels, value });
}

function labelsOf(text: string, line: string): Record<string, string> {
  const labels: Record<string, string> = {};
  let rest = text;
  while (rest !== '') {
    const [whole = '', name = '', value = ''] = LABEL.exec(rest) ?? [];
    if (whole === '' || Object.hasOwn(labels, name) || name.startsWith('__'))
      throw new ExpositionError('labels', line);
    labels[name] = value;
    rest = rest.slice(whole.length);
  }
  return labels;
}

function checkHistogram({ name, samples }: Family): void {
  const buckets = samples.filter((sample) => sample.name === `${name}_bucket`);
  const count = samples.find((sample) => sample.name === `${name}_count`)?.value;
  let last = 0;
  let edge = Number.NEGATIVE_INFINITY;
  for (const { labels, value } of buckets) {
    const le = labels['le'] === '+Inf' ? Number.POSITIVE_INFINITY : Number(labels['le']);
    if (!(le > edge) || value < last) throw new ExpositionError('buckets do not grow', name);
    edge = le;
    last = value;
  }
  if (edge !== Number.POSITIVE_INFINITY || count !== last)
    throw new ExpositionError('the last bucket is not the count', name);
  if (!samples.some((sample) => sample.name === `${name}_sum`)) throw new ExpositionError('no sum', name);
}
