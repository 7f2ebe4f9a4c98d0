/** Settings from sources that a test names; everything else is as on a fresh machine. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as assert from 'uvu/assert';
import { loadSettings, type LoadedSettings, type SettingSources } from '../../../kiosk/config/load.ts';
import { isKioskError, type KioskErrorCode } from '../../../kiosk/errors.ts';
import { HarnessError } from '../../harness/errors.ts';
import type { TestContext } from '../../harness/suite.ts';
import { temporaryFolder } from '../../support/sample-replica.ts';

export function load(sources: Partial<SettingSources> = {}): LoadedSettings {
  const file = { path: '/nonexistent/tapwall.json', required: false };
  return loadSettings({ file, environment: {}, flags: {}, ...sources });
}

/** A configuration file with this text, or with this object as JSON. */
export function configFile(t: TestContext, content: string | object): { path: string; required: boolean } {
  const path = join(temporaryFolder(t), 'tapwall.json');
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return { path, required: true };
}

/** The message of the refusal; fails when there is none or it has another code. */
export function refusal(run: () => unknown, code: KioskErrorCode = 'TW_CONFIG_INVALID'): string {
  try {
    run();
  } catch (error) {
    if (!isKioskError(error)) throw error;
    assert.is(error.code, code);
    return error.message;
  }
  throw new HarnessError('it should have been refused');
}
