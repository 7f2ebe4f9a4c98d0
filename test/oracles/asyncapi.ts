/**
 * `npm run test:asyncapi`: our AsyncAPI document through AsyncAPI's own parser, which resolves and lints as well. Installed
 * from npm into a folder of its own, because it brings 55 MB.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { asyncApiDocument } from '../../broker/contract/describe/asyncapi.ts';

const PACKAGE = '@asyncapi/parser@3.6.6';
/** Of spectral: error and warning; the rest is advice. */
const GRAVE = 1;

interface Diagnostic {
  severity: number;
  code: string | number;
  message: string;
  path: (string | number)[];
}

interface Parsed {
  document?: { channels(): List; operations(): List; components(): { messages(): List } };
  diagnostics: Diagnostic[];
}

interface List {
  all(): unknown[];
}

interface ParserModule {
  Parser: new () => { parse(text: string): Promise<Parsed> };
}

async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'tapwall-asyncapi-'));
  try {
    const { Parser } = await install(folder);
    const { document, diagnostics } = await new Parser().parse(JSON.stringify(asyncApiDocument()));
    for (const { severity, code, message, path } of diagnostics)
      process.stdout.write(`${severity} ${code} ${path.join('.')}: ${message}\n`);
    const grave = diagnostics.filter(({ severity }) => severity <= GRAVE).length;
    process.stdout.write(
      `${document?.channels().all().length ?? 0} channels, ${document?.operations().all().length ?? 0} operations, ` +
        `${document?.components().messages().all().length ?? 0} messages by ${PACKAGE}: ${grave} errors and warnings\n`,
    );
    process.exitCode = document === undefined || grave > 0 ? 1 : 0;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function install(folder: string): Promise<ParserModule> {
  writeFileSync(join(folder, 'package.json'), '{ "private": true }');
  const args = ['install', '--no-audit', '--no-fund', '--silent', '--ignore-scripts', PACKAGE];
  const { status } = spawnSync('npm', args, { cwd: folder, stdio: 'ignore' });
  if (status !== 0) throw new TypeError(`${PACKAGE} cannot be installed from npm`);
  const entry = join(folder, 'node_modules/@asyncapi/parser/cjs/index.js');
  return (await import(pathToFileURL(entry).href)) as ParserModule;
}

await main();
