/** What every stream driver must hold to, whoever wrote it: found by its name, described to the last field, never thrown off. */
import * as fc from 'fast-check';
import * as assert from 'uvu/assert';
import { parseDriverOptions } from '../../device/driver-options.ts';
import type { StreamDriver } from '../../device/driver.ts';
import { STREAM_DRIVERS, type DriverEntry } from '../../device/drivers.ts';
import { suite } from '../harness/suite.ts';

const test = suite('stream drivers');
const AT = '2026-11-22T10:00:00.000Z';

interface SchemaNode {
  type?: string;
  description?: string;
  default?: unknown;
  additionalProperties?: unknown;
  properties?: Record<string, SchemaNode>;
  anyOf?: SchemaNode[];
  items?: SchemaNode;
}

/** Every object of a schema, with its path. */
function objects(node: SchemaNode, path: string): [string, SchemaNode][] {
  const children = [...(node.anyOf ?? []), ...(node.items === undefined ? [] : [node.items])];
  const inside = children.flatMap((child) => objects(child, path));
  const fields = Object.entries(node.properties ?? {}).flatMap(([key, field]) =>
    objects(field, `${path}.${key}`),
  );
  return [
    ...(node.properties === undefined ? [] : [[path, node] as [string, SchemaNode]]),
    ...inside,
    ...fields,
  ];
}

const entries = Object.entries(STREAM_DRIVERS);
const load = async (entry: DriverEntry): Promise<StreamDriver> => entry.load();

test('knows the drivers of the command line', () => {
  for (const name of ['ld2410', 'ld2450', 'nexmosphere', 'm100', 'uhfreader18', 'thingmagic', 'barcode'])
    assert.ok(name in STREAM_DRIVERS, name);
});

for (const [name, entry] of entries) {
  test(`${name}: goes by the name it is found under`, async () => {
    assert.is((await load(entry)).name, name);
    assert.match(entry.summary, /^[A-Z].{10,}[^.]$/);
  });

  test(`${name}: describes every option, with a default`, async () => {
    const { options } = await load(entry);
    for (const [path, node] of objects(options, name)) {
      assert.is(node.additionalProperties, false, `${path} is closed`);
      for (const [key, field] of Object.entries(node.properties ?? {})) {
        assert.match(field.description ?? '', /\S{3}.*\.$/, `${path}.${key} has a sentence`);
        // What an entry of a list is about has none, e.g. the address of a unit.
        assert.ok('default' in field || path !== name, `${path}.${key} has a default`);
      }
    }
  });

  test(`${name}: works with its defaults, and refuses options that it does not have`, async () => {
    const driver = await load(entry);
    const defaults = parseDriverOptions(driver, {});
    assert.equal(parseDriverOptions(driver, defaults), defaults);
    assert.throws(() => parseDriverOptions(driver, { noSuchOption: 1 }));
  });

  test(`${name}: has a page whose example works`, async () => {
    const [driver, page] = [await load(entry), await entry.page()];
    const example = page.example as { driver?: unknown; options?: object };
    assert.is(example.driver, name);
    parseDriverOptions(driver, example.options ?? {});
    for (const list of [page.hardware, page.wiring, page.provisioning, page.pitfalls])
      for (const sentence of list) assert.match(sentence, /\.$/, sentence);
    assert.match(page.summary, /\.$/);
  });

  test(`${name}: makes plain readings of whatever comes, and none without a source`, async () => {
    const driver = await load(entry);
    const options = parseDriverOptions(driver, {});
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 120 }), { maxLength: 8 }), (chunks) => {
        const [framer, decoder] = [driver.createFramer(options), driver.createDecoder('here', options)];
        const frames = [...chunks.flatMap((chunk) => framer.push(chunk).frames), ...framer.flush().frames];
        for (const frame of frames)
          for (const reading of decoder.decode(frame, AT)) {
            assert.equal([reading.source, reading.at], ['here', AT]);
            assert.equal(JSON.parse(JSON.stringify(reading)), reading);
          }
        decoder.reset();
      }),
      { seed: 9, numRuns: 300 },
    );
  });
}
