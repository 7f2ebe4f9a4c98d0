import { mkdirSync, writeFileSync } from 'node:fs';
import { feeds } from './generate/feeds.ts';

/** Writes the demo feeds from the product definitions: `node --import tsx broker/hub/demo/make-feeds.ts`. */
const folder = new URL('./feeds/', import.meta.url);
mkdirSync(folder, { recursive: true });
for (const [name, text] of Object.entries(feeds())) {
  writeFileSync(new URL(name, folder), text);
  process.stdout.write(`${name} ${text.length} characters\n`);
}
