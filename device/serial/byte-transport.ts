/** A two-way stream of bytes to a device: a serial port, a TCP bridge, or memory. */
import type { DeviceError } from '../errors.ts';

export interface ByteTransportEvents {
  data(chunk: Uint8Array): void;
  /** The port went away by itself; said once, never after `close`. */
  lost(error: DeviceError): void;
}

export interface ByteTransport {
  /** Where it leads, for logs and health. */
  readonly path: string;
  /**
   * Opens the port; may be called again after a loss or `close`.
   * @throws DeviceError TW_SERIAL_NOT_FOUND, TW_SERIAL_ACCESS_DENIED, TW_SERIAL_BUSY, TW_SERIAL_UNREACHABLE,
   *   TW_SERIAL_OPEN_FAILED
   */
  open(events: ByteTransportEvents): Promise<void>;
  /** @throws DeviceError TW_SERIAL_LOST when it is not open. */
  write(bytes: Uint8Array): Promise<void>;
  /** Closes the port; safe when it is not open. */
  close(): Promise<void>;
  /** Whether the port is still there: USB adapters do not always say that they are gone. Absent where it cannot be asked. */
  exists?(): Promise<boolean>;
}
