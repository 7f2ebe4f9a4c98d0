/** The reader of device files under fire: it takes what JSON.parse takes, but for a name that is given twice or deep nesting. */
import { isDeepStrictEqual } from 'node:util';
import { parseLocated } from '../../broker/config-files/located-json.ts';
import { demand, type FuzzTarget } from './target.ts';

export function jsonTarget(seeds: readonly string[]): FuzzTarget {
  return {
    name: 'device-file',
    seeds: seeds.map((seed) => new Uint8Array(Buffer.from(seed))),
    run(input) {
      const text = Buffer.from(input).toString('utf8');
      const result = parseLocated(text);
      const known = parse(text);
      if (!result.ok) {
        const { line, column, message } = result.mistake;
        demand(line >= 1 && column >= 1 && message !== '', 'a place and a reason');
        demand(known === undefined || /twice|deeply/.test(message), 'no good JSON is refused');
        return;
      }
      demand(known !== undefined, 'what is no JSON is refused');
      demand(isDeepStrictEqual(result.json.value, known?.value), 'the same value');
    },
  };
}

function parse(text: string): { value: unknown } | undefined {
  try {
    // A byte order mark is taken for a space.
    return { value: JSON.parse(text.replace(/^\uFEFF/, ' ')) };
  } catch {
    return undefined;
  }
}
