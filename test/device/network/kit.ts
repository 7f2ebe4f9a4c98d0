/** A message driver under test: messages in, readings and health out. */
import { parseDriverOptions } from '../../../device/driver-options.ts';
import { MessageDevice } from '../../../device/network/message-device.ts';
import type { DecodedMessage, MessageDriver, MessageWay } from '../../../device/network/message-driver.ts';
import { MemorySource } from '../../../device/network/memory-source.ts';
import type { Publish } from '../../../device/network/simulated-messages.ts';
import type { TestContext } from '../../harness/suite.ts';
import { VirtualClock } from '../../support/virtual-clock.ts';
import { Recorder, recordingLogger } from '../recorder.ts';

export const AT = '2026-11-22T10:00:00.000Z';

export interface DriverKit {
  clock: VirtualClock;
  source: MemorySource;
  recorder: Recorder;
  device: Pick<MessageDevice<object>, 'counters'>;
  publish: Publish;
}

export interface KitOptions {
  options?: object;
  topic?: string;
  way?: MessageWay;
}

/** The driver as it runs, on a source in memory. */
export async function driverKit<O extends object>(
  t: TestContext,
  driver: MessageDriver<O>,
  { options = {}, topic = '', way = 'topic' }: KitOptions = {},
): Promise<DriverKit> {
  const clock = new VirtualClock();
  const source = new MemorySource();
  const recorder = new Recorder();
  const device = new MessageDevice({
    id: 'device-1',
    driver,
    options: parseDriverOptions(driver, options) as O,
    source,
    way,
    topic,
    clock,
    logger: recordingLogger(),
  });
  device.subscribe(recorder);
  t.after(() => device.stop());
  await device.start();
  const publish: Publish = (message) => source.feed(message.topic, message.payload);
  return { clock, source, recorder, device, publish };
}

/** One message through a fresh decoder. */
export function decode<O extends object>(
  driver: MessageDriver<O>,
  payload: string,
  { options = {}, topic = '' }: KitOptions = {},
): DecodedMessage {
  const decoder = driver.createDecoder({
    source: 'device-1',
    topic,
    options: parseDriverOptions(driver, options) as O,
  });
  return decoder.take({ topic, payload: new TextEncoder().encode(payload), retained: false }, AT);
}
