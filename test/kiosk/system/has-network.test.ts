import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as assert from 'uvu/assert';
import { hasNetwork } from '../../../kiosk/system/has-network.ts';
import { suite, type TestContext } from '../../harness/suite.ts';
import { temporaryFolder } from '../../support/sample-replica.ts';

const test = suite('What Linux says of the network');

interface Interface {
  name: string;
  /** Content of its `carrier`; undefined while it is switched off. */
  carrier?: string;
  isHardware?: boolean;
}

function sysfs(t: TestContext, interfaces: readonly Interface[]): string {
  const folder = temporaryFolder(t);
  for (const { name, carrier, isHardware } of interfaces) {
    mkdirSync(join(folder, name, ...(isHardware ? ['device'] : [])), { recursive: true });
    if (carrier !== undefined) writeFileSync(join(folder, name, 'carrier'), `${carrier}\n`);
  }
  return folder;
}

test('is a network with one cable that carries, and none without', (t) => {
  const lo = { name: 'lo', carrier: '1' };
  const eth0 = { name: 'eth0', isHardware: true };
  assert.ok(hasNetwork(sysfs(t, [lo, { ...eth0, carrier: '1' }])));
  assert.not.ok(hasNetwork(sysfs(t, [lo, { ...eth0, carrier: '0' }])));
  assert.not.ok(hasNetwork(sysfs(t, [lo, eth0])), 'switched off');
  assert.ok(hasNetwork(sysfs(t, [lo, eth0, { name: 'wlan0', isHardware: true, carrier: '1' }])));
});

test('does not take a bridge of containers for a cable, except where there is nothing else', (t) => {
  const bridge = { name: 'docker0', carrier: '1' };
  assert.not.ok(hasNetwork(sysfs(t, [bridge, { name: 'eth0', isHardware: true, carrier: '0' }])));
  assert.ok(hasNetwork(sysfs(t, [bridge])));
});

test('is taken for there where the system does not say', (t) => {
  assert.ok(hasNetwork(join(temporaryFolder(t), 'none')));
  assert.ok(hasNetwork(sysfs(t, [{ name: 'lo', carrier: '1' }])));
});
