import * as fc from 'fast-check';
import * as assert from 'uvu/assert';
import { FeedDecoder } from '../../../../../broker/hub/import/formats/files/feed-decoder.ts';
import { JsonScanner } from '../../../../../broker/hub/import/formats/json/json-scanner.ts';
import { ScriptScanner } from '../../../../../broker/hub/import/formats/schema-org/scripts.ts';
import { LineSplitter } from '../../../../../broker/hub/import/formats/tables/lines.ts';
import { RecordReader } from '../../../../../broker/hub/import/formats/tables/records.ts';
import { suite } from '../../../../harness/suite.ts';

const test = suite('Formats: pieces');
const options = { seed: 20_261_126, numRuns: 200 };

/** A text cut at the places that numbers from 0 to 1 name. */
function cut<Text extends { length: number; slice(from: number, to?: number): Text }>(
  text: Text,
  at: number[],
): Text[] {
  const places = at.map((part) => Math.floor(part * text.length)).sort((a, b) => a - b);
  return [...places, text.length].map((to, index) => text.slice(places[index - 1] ?? 0, to));
}
const cuts = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 12 });

function decoded(pieces: readonly Buffer[]): string {
  const decoder = new FeedDecoder();
  return pieces.map((piece) => decoder.write(piece)).join('') + decoder.end();
}

test('decodes the same however the bytes arrive', () => {
  const text = `${'id,title\n'.repeat(20)}Größe – Café “ł” 🧥\n`;
  const latin = 'Größe für Café – “neu” €';
  const cases: [Buffer, string][] = [
    [Buffer.from(text), text],
    [Buffer.from(`\uFEFF${text}`), text],
    [Buffer.from(`\uFEFF${text}`, 'utf16le'), text],
    [Buffer.from(text, 'utf16le'), text],
    [Buffer.from(text, 'utf16le').swap16(), text],
    [Buffer.from(`\uFEFF${text}`, 'utf16le').swap16(), text],
    [Buffer.from('4772f6df652066fc7220436166e9209620936e6575942080', 'hex'), latin],
    [
      Buffer.from('<?xml version="1.0" encoding="windows-1250"?>\u00B3\u00F3d\u009F', 'latin1'),
      '<?xml version="1.0" encoding="windows-1250"?>łódź',
    ],
    [Buffer.alloc(0), ''],
    [Buffer.from('a'), 'a'],
  ];
  for (const [bytes, expected] of cases)
    fc.assert(
      fc.property(cuts, (at) => {
        assert.is(decoded(cut(bytes, at)), expected);
      }),
      { ...options, numRuns: 60 },
    );
});

test('gives back every value of a table, however it is quoted, ended and cut', () => {
  // A line of a value that is a whole row by itself is taken for one, so values hold delimiters or line ends here, not both.
  const cell = fc
    .string({ unit: fc.constantFrom('a', 'é', '"', '\t', '\n', ' ', ',', ';'), maxLength: 6 })
    .filter((text) => !text.includes('\n') || !text.includes(';'));
  const table = fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(table, fc.constantFrom('\n', '\r\n'), cuts, (rows, end, at) => {
      const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
      const text = [['x', 'y', 'z'], ...rows].map((cells) => `${cells.map(quoted).join(';')}${end}`).join('');
      const lines = new LineSplitter();
      const records = new RecordReader();
      const read = [...cut(text, at).flatMap((piece) => lines.push(piece)), ...lines.end()].flatMap((line) =>
        records.push(line),
      );
      assert.equal(
        [...read, ...records.end()].slice(1).map(({ cells }) => cells),
        rows,
      );
    }),
    options,
  );
});

test('cuts a JSON list where its entries end, however it arrives', () => {
  fc.assert(
    fc.property(
      fc.array(fc.jsonValue(), { maxLength: 5 }),
      fc.constantFrom(0, 2),
      cuts,
      (list, indent, at) => {
        const scanner = new JsonScanner({ entry: 10_000, value: 10_000 });
        const text = ` ${JSON.stringify(list, undefined, indent)} `;
        const entries = cut(text, at).flatMap((piece) => scanner.push(piece));
        assert.ok(scanner.closed && !scanner.trailing);
        assert.equal(
          entries.map((entry) => JSON.parse(entry.text ?? '') as unknown),
          JSON.parse(JSON.stringify(list)),
        );
      },
    ),
    options,
  );
});

test('finds the blocks of a page, however it arrives', () => {
  const page =
    '<html>\n<script>a<b</script>\n<SCRIPT id=x TYPE="application/ld+json">{"a":"<b>"}</Script>\n<script type=application/ld+json>\n[]</script>';
  fc.assert(
    fc.property(cuts, (at) => {
      const scanner = new ScriptScanner();
      const blocks = cut(page, at).flatMap((piece) => scanner.push(piece));
      assert.equal(blocks, [
        { line: 3, text: '{"a":"<b>"}' },
        { line: 4, text: '\n[]' },
      ]);
      assert.not(scanner.isOpen());
    }),
    options,
  );
});
