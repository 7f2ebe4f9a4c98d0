/**
 * `npm run test:shopify [-- FOLDER]`: the questions of the Shopify connector against the schemas that Shopify publishes, and
 * the connector against a server made of them. FOLDER holds both packages; left out, npm brings them into a temporary one.
 */
import { writeFileSync } from 'node:fs';
import { runFile } from '../harness/run-file.ts';
import { killStartedGroups } from '../harness/process-group.ts';
import { Tally } from '../harness/tally.ts';
import { fetchTools, removeFolder } from './tools-folder.ts';

const LIMIT_MS = 180_000;
const COUNTS_FILE = process.env['TAPWALL_TEST_COUNTS'];

process.once('SIGTERM', () => {
  killStartedGroups();
  process.exit(143);
});

const given = process.argv[2];
let fetched: string | undefined;
try {
  fetched = given === undefined ? fetchTools() : undefined;
} catch (error) {
  // No counts are left: who counts on this run takes it for a failure.
  const said = error instanceof Error ? error.message : String(error);
  process.stdout.write(`Shopify's schemas cannot be fetched, so nothing was tried.\n${said}\n`);
  process.exit(2);
}
const tally = new Tally((text) => process.stdout.write(text));
process.env['TAPWALL_SHOPIFY'] = given ?? fetched;
try {
  tally.add(await runFile('test/shopify/shop.live.ts', { cwd: process.cwd(), limitMs: LIMIT_MS }));
} finally {
  if (fetched !== undefined) removeFolder(fetched);
}
tally.close();
if (COUNTS_FILE !== undefined)
  writeFileSync(COUNTS_FILE, JSON.stringify({ passed: tally.passed, failed: tally.failed }));
process.exitCode = tally.failed === 0 && tally.passed > 0 ? 0 : 1;
