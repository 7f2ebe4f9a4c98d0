/** Plays recorded LD2410 frames into the sensor's end of a serial cable, ten a second, as the sensor does. */
import { constants, createWriteStream, openSync } from 'node:fs';
import { encodeReport, TargetState, type Ld2410Report } from '../../device/ld2410/report.ts';

export interface PlayedRadar {
  enter(): void;
  leave(): void;
  stop(): void;
}

const PERIOD_MS = 100;
const EMPTY: Ld2410Report = {
  state: TargetState.none,
  movingCm: 0,
  movingEnergy: 0,
  stillCm: 0,
  stillEnergy: 0,
  detectionCm: 0,
};
/** The report of a person standing still at 81 cm, byte for byte as in the module's manual. */
const STILL = Buffer.from('f4f3f2f10d0002aa0251000000003b00005500f8f7f6f5', 'hex');

export async function playRadar(path: string): Promise<PlayedRadar> {
  // Without O_NOCTTY the line becomes the terminal of a test that leads a session, and its end would end the test.
  const fd = openSync(path, constants.O_RDWR | constants.O_NOCTTY);
  const port = createWriteStream(path, { fd });
  port.on('error', () => undefined);
  const empty = Buffer.from(encodeReport(EMPTY));
  let frame = empty;
  const timer = setInterval(() => port.write(frame), PERIOD_MS);
  return {
    enter: () => (frame = STILL),
    leave: () => (frame = empty),
    stop() {
      clearInterval(timer);
      port.destroy();
    },
  };
}
