import * as assert from 'uvu/assert';
import { DeviceManager } from '../../../device/manager.ts';
import { SimulatedRadarDevice } from '../../../device/ld2410/simulated-radar.ts';
import { SimulatedReader } from '../../../device/nfc/simulated-reader.ts';
import { signalOutcome } from '../../../kiosk/host/tag-making.ts';
import { suite } from '../../harness/suite.ts';
import { QuietLogger } from '../../support/quiet-logger.ts';
import { VirtualClock } from '../../support/virtual-clock.ts';

const test = suite('Signals at a reader');

test('tells at the reader whether a tag meant anything, and is quiet elsewhere', async () => {
  const host = { clock: new VirtualClock(), logger: new QuietLogger() };
  const manager = new DeviceManager(host);
  const reader = new SimulatedReader({ id: 'nfc', ...host });
  await manager.add(reader);
  await manager.add(new SimulatedRadarDevice({ id: 'radar', ...host }));
  signalOutcome(manager, 'nfc', { kind: 'product', sku: 'A' });
  signalOutcome(manager, 'nfc', { kind: 'unknown', notice: 'blank_tag', reason: 'no_content' });
  signalOutcome(manager, 'nfc', { kind: 'card', uid: '04A1B2C3D4E580', otherwise: 'unknown_card' });
  signalOutcome(manager, 'radar', { kind: 'product', sku: 'A' });
  signalOutcome(manager, 'nobody', { kind: 'product', sku: 'A' });
  assert.equal(reader.signals, ['success', 'failure', 'success']);
});
