/** A simulated reader with a driver, a field of tags, a clock to turn and a record of what was told. */
import type { StreamDriver } from '../../../device/driver.ts';
import { parseDriverOptions } from '../../../device/driver-options.ts';
import type { DeviceHealth, EpcReading, Reading } from '../../../device/ports.ts';
import { SimulatedField } from '../../../device/uhf/epc-field.ts';
import {
  SimulatedUhfDevice,
  type SimulatedReader,
  type SimulatedReaderOptions,
} from '../../../device/uhf/simulated-reader.ts';
import { SeededRandom } from '../../support/seeded-random.ts';
import { VirtualClock } from '../../support/virtual-clock.ts';
import { Recorder, recordingLogger } from '../recorder.ts';

export interface UhfBench<Options extends object, Frame, Reader extends SimulatedReader> {
  clock: VirtualClock;
  device: SimulatedUhfDevice<Options, Frame, Reader>;
  reader: Reader;
  field: SimulatedField;
  seen: Recorder;
  log: ReturnType<typeof recordingLogger>;
  /** EPC readings since the last call. */
  news: () => EpcReading[];
}

export const SHIRT = '30340242201D8840009EFDF9';
export const JEANS = '30340242201D884000000002';
/** 128 bits. */
export const LONG = '0123456789ABCDEF0123456789ABCDEF';

/** Every tag is read in every round, exactly as strong as it was put. */
export async function uhfBench<Options extends object, Frame, Reader extends SimulatedReader>(
  driver: StreamDriver<Options, Frame>,
  make: (options: SimulatedReaderOptions) => Reader,
  given: object = {},
): Promise<UhfBench<Options, Frame, Reader>> {
  const clock = new VirtualClock();
  const log = recordingLogger();
  const seeded = new SeededRandom(7);
  const random = (): number => seeded.unit();
  const field = new SimulatedField({ random, readProbability: 1, rssiNoiseDb: 0 });
  const options = parseDriverOptions(driver, given) as Options;
  const device = new SimulatedUhfDevice<Options, Frame, Reader>({
    id: 'uhf',
    driver,
    options,
    random,
    field,
    clock,
    logger: log,
    reader: make,
  });
  const seen = new Recorder();
  device.subscribe(seen);
  let told = 0;
  const news = (): EpcReading[] => {
    const fresh = seen.readings.slice(told);
    told = seen.readings.length;
    return fresh.filter((reading: Reading): reading is EpcReading => reading.kind === 'epc');
  };
  await device.start();
  return { clock, device, reader: device.reader, field, seen, log, news };
}

/** Which tags were read, each once. */
export function epcsOf(readings: readonly EpcReading[]): string[] {
  return [...new Set(readings.map(({ epc }) => epc))].sort();
}

export function lastHealth(seen: Recorder): DeviceHealth | undefined {
  return seen.healths.at(-1);
}
