/**
 * `npm run test:brokers [-- --only NAME] [--check WORDS]`: the contract on four brokers, started here on free ports, as a table.
 * The exit code is 0 when everything that must hold did.
 */
import { parseArgs } from 'node:util';
import { installPackages, missingPackages } from '../../kiosk/launch/packages.mjs';
import { Scope } from './broker.ts';
import { CHECKS, type Check } from './checks/all.ts';
import { BROKERS, type BrokerKind } from './kinds.ts';
import { GUARDED } from './guarded.ts';
import { folder } from './store.ts';

const CHECK_MS = 150_000;

interface Outcome {
  held: boolean;
  note: string;
  ms: number;
}

const { values } = parseArgs({
  options: { only: { type: 'string', multiple: true }, check: { type: 'string', default: '' } },
});
const kinds = BROKERS.filter(({ name }) => values.only?.includes(name) ?? true);
const checks = CHECKS.filter(({ name }) => name.includes(values.check));
const packages = missingPackages(kinds.flatMap((kind) => [...kind.packages]));
await installPackages(packages, { root: process.cwd(), why: 'to try the contract on them' });

const table = new Map<string, Outcome[]>(checks.map(({ name }) => [name, []]));
for (const kind of kinds) {
  process.stdout.write(`\n${kind.name}\n`);
  for (const check of checks) {
    const outcome = await tryOne(kind, check);
    table.get(check.name)?.push(outcome);
    process.stdout.write(`  ${mark(check, outcome)} ${check.name}: ${outcome.note} (${outcome.ms} ms)\n`);
  }
}
print();
const all = checks.flatMap((check) => (table.get(check.name) ?? []).map((outcome) => ({ check, outcome })));
const failed = all.filter(({ check, outcome }) => check.mustHold && !outcome.held).length;
process.stdout.write(`\n${all.length - failed} passed, ${failed} failed\n`);
// Connections of a check that failed must not keep the table waiting.
process.exit(failed === 0 && all.length > 0 ? 0 : 1);

/** A fresh broker for each check, so that none finds what another left. */
async function tryOne(kind: BrokerKind, check: Check): Promise<Outcome> {
  const scope = new Scope();
  const began = performance.now();
  const ms = (): number => Math.round(performance.now() - began);
  let timer: NodeJS.Timeout | undefined;
  try {
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new DOMException('It took too long.', 'TimeoutError')), CHECK_MS);
    });
    const note = await Promise.race([carryOut({ kind, check, scope }), late]);
    return { held: true, note, ms: ms() };
  } catch (error) {
    return { held: false, note: error instanceof Error ? error.message : String(error), ms: ms() };
  } finally {
    clearTimeout(timer);
    await scope.close().catch(() => undefined);
  }
}

async function carryOut({
  kind,
  check,
  scope,
}: {
  kind: BrokerKind;
  check: Check;
  scope: Scope;
}): Promise<string> {
  if (check.guarded) return check.guarded(await GUARDED[kind.name](scope));
  const broker = await kind.start({ dir: folder(scope) });
  scope.after(() => broker.stop());
  return check.run?.(broker, scope) ?? '';
}

function mark({ mustHold }: Check, { held }: Outcome): string {
  if (!mustHold) return '·';
  return held ? '✓' : '✗';
}

function print(): void {
  process.stdout.write(`\n| check | ${kinds.map(({ name }) => name).join(' | ')} |\n`);
  process.stdout.write(`| --- |${' --- |'.repeat(kinds.length)}\n`);
  for (const check of checks) {
    const cells = (table.get(check.name) ?? []).map((outcome) => `${mark(check, outcome)} ${outcome.note}`);
    process.stdout.write(`| ${check.name} | ${cells.join(' | ')} |\n`);
  }
}
