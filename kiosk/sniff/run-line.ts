/** Sniffs a device that is there: opens its line, asks it to speak where it must be asked, and listens. */
import type { LineSession, StreamDriver } from '../../device/driver.ts';
import type { DeviceError } from '../../device/errors.ts';
import type { DeviceHost } from '../../device/ports.ts';
import type { ByteTransport } from '../../device/serial/byte-transport.ts';

export interface LineRun extends DeviceHost {
  driver: StreamDriver;
  options: object;
  transport: ByteTransport;
  /** False: nothing is sent to the device. */
  talk: boolean;
  data: (chunk: Uint8Array) => void;
  /** Receives the function that takes each frame to the conversation. */
  onSession: (session: LineSession<unknown>) => void;
  /** Resolves when the person has seen enough. */
  stopped: Promise<void>;
}

/**
 * Listens until it is stopped or the device goes away.
 * @returns what took the line away; undefined when it was stopped.
 * @throws DeviceError when the line cannot be opened.
 */
export async function runLine(run: LineRun): Promise<DeviceError | undefined> {
  const { transport, driver, options, clock, logger } = run;
  let lost: (error: DeviceError) => void = () => undefined;
  const gone = new Promise<DeviceError>((resolve) => {
    lost = resolve;
  });
  const session = run.talk
    ? driver.createSession?.({
        options,
        clock,
        logger,
        write: (bytes) => transport.write(bytes),
        trouble: (code, detail) => logger.warn({ code, detail }, 'the device reports trouble'),
      })
    : undefined;
  if (session !== undefined) run.onSession(session);
  await transport.open({ data: (chunk) => run.data(chunk), lost: (error) => lost(error) });
  session?.opened();
  try {
    return await Promise.race([gone, run.stopped.then(() => undefined)]);
  } finally {
    session?.closed();
    await transport.close();
  }
}
