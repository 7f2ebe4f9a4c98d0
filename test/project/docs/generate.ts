/** `npm run docs`: writes the reference pages. A test fails when they and the source disagree. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ROOT } from '../tree.ts';
import { PAGES } from './pages.ts';

const folder = join(ROOT, 'docs', 'reference');
for (const write of Object.values(PAGES)) {
  const { file, text } = await write();
  mkdirSync(dirname(join(folder, file)), { recursive: true });
  writeFileSync(join(folder, file), text);
  process.stderr.write(`docs/reference/${file}\n`);
}
