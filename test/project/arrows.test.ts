/** The linter draws the arrows between the rooms: each forbidden import is tried and must be reported. */
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import * as assert from 'uvu/assert';
import { suite, type TestContext } from '../harness/suite.ts';
import { ROOT } from './tree.ts';

const test = suite('arrows between rooms');
const LIMIT = { timeout: 30_000 };

const FORBIDDEN: readonly [from: string, to: string][] = [
  ['device/a.ts', '../broker/errors.ts'],
  ['device/nfc/a.ts', '../../kiosk/errors.ts'],
  ['device/a.ts', '../ui/shared/a.ts'],
  ['device/a.ts', '../test/support/a.ts'],
  ['broker/hub/a.ts', '../../device/errors.ts'],
  ['broker/a.ts', '../kiosk/errors.ts'],
  ['broker/a.ts', '../ui/shared/a.ts'],
  ['broker/a.ts', '../test/support/a.ts'],
  ['broker/contract/a.ts', '../errors.ts'],
  ['broker/contract/a.ts', '../../device/errors.ts'],
  ['broker/contract/describe/a.ts', '../../errors.ts'],
  ['broker/contract/describe/a.ts', '../../hub/hub.ts'],
  ['kiosk/host/a.ts', '../../ui/shared/a.ts'],
  ['kiosk/launch/a.mjs', '../../test/support/a.mjs'],
  ['ui/wall/a.ts', '../../device/errors.ts'],
  ['ui/wall/a.ts', '../../kiosk/errors.ts'],
  ['ui/wall/a.ts', '../../test/support/a.ts'],
  ['ui/wall/a.ts', '../../broker/hub/a.ts'],
  ['ui/wall/a.ts', '../../broker/errors.ts'],
  ['ui/wall/a.ts', '../../broker/contract/domain.ts'],
];

const FORBIDDEN_TYPES: readonly [from: string, to: string][] = [
  ['device/a.ts', '../broker/errors.ts'],
  ['broker/a.ts', '../device/errors.ts'],
  ['ui/wall/a.ts', '../../broker/hub/a.ts'],
  ['ui/wall/a.ts', '../../kiosk/errors.ts'],
];

for (const [from, to] of FORBIDDEN)
  test(
    `reports ${from} → ${to}`,
    (context) => {
      const found = lint(context, { [from]: `import { a } from '${to}';\nexport const b = a;\n` });
      assert.ok(found.includes('no-restricted-imports'), `reported: ${found.join(', ')}`);
    },
    LIMIT,
  );

for (const [from, to] of FORBIDDEN_TYPES)
  test(
    `reports ${from} → ${to} for a type, too`,
    (context) => {
      const found = lint(context, { [from]: `import type { A } from '${to}';\nexport type B = A;\n` });
      assert.ok(found.includes('no-restricted-imports'), `reported: ${found.join(', ')}`);
    },
    LIMIT,
  );

test(
  'lets the kiosk import hardware and messages, and the screens import types of the contract',
  (context) => {
    const value = (to: string): string => `import { a } from '${to}';\nexport const b = a;\n`;
    const type = (to: string): string => `import type { A } from '${to}';\nexport type B = A;\n`;
    const found = lint(context, {
      'kiosk/host/a.ts': value('../../device/errors.ts'),
      'kiosk/host/b.ts': value('../../broker/errors.ts'),
      'broker/hub/a.ts': value('../contract/domain.ts'),
      'ui/wall/a.ts': type('../../broker/contract/domain.ts'),
    });
    assert.equal(found, []);
  },
  LIMIT,
);

test(
  'reports a cycle of imports',
  (context) => {
    const found = lint(context, {
      'device/a.ts': `import { b } from './b.ts';\nexport const a = (): unknown => b;\n`,
      'device/b.ts': `import { a } from './a.ts';\nexport const b = (): unknown => a;\n`,
    });
    assert.ok(found.includes('no-cycle'), `reported: ${found.join(', ')}`);
  },
  LIMIT,
);

test(
  'reports any, default exports, barrels, long files and more than three parameters',
  (context) => {
    const found = lint(context, {
      'device/a.ts': 'export const a = (x: any): unknown => x;\n',
      'device/b.ts': 'const b = 1;\nexport default b;\n',
      'device/c.ts': "export * from './a.ts';\n",
      'device/d.ts': `${'export {};\n'.repeat(1)}${'// line\n'.repeat(401)}`,
      'device/e.ts':
        'export function e(a: number, b: number, c: number, d: number): number {\n  return a + b + c + d;\n}\n',
    });
    for (const rule of ['no-explicit-any', 'no-default-export', 'no-barrel-file', 'max-lines', 'max-params'])
      assert.ok(found.includes(rule), `${rule} is missing from: ${found.join(', ')}`);
  },
  LIMIT,
);

/** Names of the rules that our configuration reports on these files. */
function lint(context: TestContext, files: Record<string, string>): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'tapwall-lint-'));
  context.after(() => rmSync(folder, { recursive: true, force: true }));
  copyFileSync(join(ROOT, '.oxlintrc.json'), join(folder, '.oxlintrc.json'));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  const run = spawnSync(join(ROOT, 'node_modules/.bin/oxlint'), ['-f', 'json'], {
    cwd: folder,
    encoding: 'utf8',
  });
  const { diagnostics } = JSON.parse(run.stdout) as { diagnostics: { code: string }[] };
  return diagnostics.map(({ code }) => /\((.+)\)/.exec(code)?.[1] ?? code);
}
