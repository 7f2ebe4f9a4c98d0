/** The built chunks are ES2022 that a kiosk's browser parses, and the pages fit a policy of `default-src 'self'`. */
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, parseSync } from 'vite';
import * as assert from 'uvu/assert';
import { suite } from '../../harness/suite.ts';

const test = suite('Bundle');
const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const UI = path.join(ROOT, 'ui');

test(
  'parses, inlines nothing and leaves the gallery out',
  async (t) => {
    const outDir = await mkdtemp(path.join(tmpdir(), 'tapwall-bundle-'));
    t.after(() => rm(outDir, { recursive: true }));
    await build({
      configFile: path.join(UI, 'vite.config.ts'),
      logLevel: 'silent',
      build: {
        outDir,
        rolldownOptions: { input: { wall: `${UI}/wall/index.html`, room: `${UI}/room/index.html` } },
      },
    });
    const assets = await readdir(path.join(outDir, 'assets'));
    const chunks = assets.filter((name) => name.endsWith('.js'));
    assert.ok(chunks.length > 1);
    for (const name of chunks) {
      const code = await readFile(path.join(outDir, 'assets', name), 'utf8');
      assert.equal(parseSync(name, code).errors, [], `${name} parses`);
      assert.not.match(code, /(^|[\s;{}])@[a-z]\w*\(\{?/u, `${name} has no decorators`);
      assert.not.match(code, /GalleryLink/u, `${name} has no gallery`);
      assert.not.ok(code.includes(ROOT), `${name} has no path of the machine that built it`);
    }
    assert.ok(assets.filter((name) => name.endsWith('.woff2')).length >= 5, 'the faces are files');
    for (const page of ['wall', 'room']) {
      const html = await readFile(path.join(outDir, page, 'index.html'), 'utf8');
      assert.not.match(
        html,
        /<script(?![^>]*\bsrc=)[^>]*>|<style|\sstyle=|\son\w+=|https?:\/\//u,
        `${page} has nothing inline`,
      );
      assert.match(html, /rel="preload" as="font"/u);
    }
  },
  { timeout: 120_000 },
);
