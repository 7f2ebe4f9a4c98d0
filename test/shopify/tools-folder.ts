/**
 * Shopify's published schemas and a GraphQL engine, in a folder outside the project: neither is a dependency of it.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HarnessError } from '../harness/errors.ts';

/** Ships both schemas as introspection results. */
const SCHEMAS = '@shopify/hydrogen-react@2026.4.4';
const ENGINE = 'graphql@16.12.0';
const STEP_MS = 120_000;
const ATTEMPTS = 3;

/** @throws HarnessError when the registry cannot be reached */
export function fetchTools(): string {
  const folder = mkdtempSync(join(tmpdir(), 'tapwall-shopify-tools-'));
  writeFileSync(join(folder, 'package.json'), '{ "private": true }');
  try {
    insist(folder, 'npm', [
      'install',
      '--ignore-scripts',
      '--no-audit',
      '--no-fund',
      '--loglevel=error',
      ENGINE,
    ]);
    // Of this package two files are needed, and nothing that it depends on.
    insist(folder, 'npm', ['pack', '--silent', SCHEMAS]);
    const archive = readdirSync(folder).find((name) => name.endsWith('.tgz')) ?? '';
    insist(folder, 'tar', ['xzf', archive]);
    return folder;
  } catch (error) {
    removeFolder(folder);
    throw error;
  }
}

export function removeFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
}

function insist(cwd: string, command: string, args: string[]): void {
  let said = '';
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const ended = spawnSync(command, args, { cwd, encoding: 'utf8', timeout: STEP_MS });
    if (ended.status === 0) return;
    said = `${ended.stdout}${ended.stderr}`.slice(-2_000);
  }
  throw new HarnessError(`${command} ${args.join(' ')} failed ${ATTEMPTS} times:\n${said}`);
}
