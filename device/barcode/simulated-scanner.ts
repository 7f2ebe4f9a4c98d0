/** A simulated scanner: scans what it is told, hears its acknowledgement, and misbehaves on demand. */
import { concat } from '../bytes.ts';
import { parseDriverOptions } from '../driver-options.ts';
import { FaultyLine } from '../faulty-line.ts';
import { isMisbehaviour, type Misbehaviour } from '../misbehaviour.ts';
import type { Clock, DeviceHost, Timer } from '../ports.ts';
import { MemoryTransport } from '../serial/memory-transport.ts';
import { StreamDevice } from '../stream-device.ts';
import { encodeCode, type ScannedCode } from './code.ts';
import { barcode } from './driver.ts';
import type { BarcodeFrame } from './framer.ts';
import type { BarcodeOptions } from './options.ts';
import { HONEYWELL_ACK } from './session.ts';

/**
 * pieces: every code comes in pieces, 30 ms apart; stutter: every code is read three times, 200 ms apart; cut: the
 * suffix is lost; flood: 5000 bytes without an end come before the code; blank: empty lines around the code.
 */
export type ScannerFault = Misbehaviour | 'pieces' | 'stutter' | 'cut' | 'flood' | 'blank';

const PIECES = 4;
const PIECE_MS = 30;
const STUTTER_MS = 200;
const STUTTERS = 3;
const FLOOD_BYTES = 5_000;
const SUFFIX_BYTES = { auto: 1, cr: 1, lf: 1, crlf: 2, tab: 1, none: 0 } as const;

export interface SimulatedScannerOptions {
  clock: Clock;
  /** How the scanner is set. */
  options: BarcodeOptions;
  /** Takes the scanner's bytes. */
  write(bytes: Uint8Array): void;
  /** Pulls the cable, for the fault `disconnect`. */
  disconnect?: () => void;
}

export class SimulatedScanner {
  /** Acknowledgements heard. */
  acknowledged = 0;
  readonly #setup: SimulatedScannerOptions;
  readonly #timers = new Set<Timer>();
  readonly #line: FaultyLine;
  #fault: ScannerFault = 'none';
  #heard: number[] = [];

  constructor(setup: SimulatedScannerOptions) {
    this.#setup = setup;
    // A scan is seldom: one that goes wrong now and then would go unnoticed.
    this.#line = new FaultyLine({ ...setup, every: 1 });
  }

  misbehave(fault: ScannerFault): void {
    this.#fault = fault;
    this.#line.misbehave(isMisbehaviour(fault) ? fault : 'none');
  }

  scan(code: ScannedCode): void {
    const bytes = encodeCode(code, this.#setup.options);
    const suffix = bytes.slice(bytes.length - SUFFIX_BYTES[this.#setup.options.suffix]);
    if (isMisbehaviour(this.#fault)) return this.#line.send(bytes);
    switch (this.#fault) {
      case 'pieces':
        return this.#inPieces(bytes);
      case 'stutter':
        for (let time = 0; time < STUTTERS; time += 1) this.#later(time * STUTTER_MS, bytes);
        return;
      case 'cut':
        return this.#setup.write(bytes.slice(0, bytes.length - suffix.length));
      case 'flood':
        return this.#setup.write(concat(new Uint8Array(FLOOD_BYTES).fill(0x41), suffix, bytes));
      case 'blank':
        return this.#setup.write(concat(suffix, bytes, suffix, suffix));
    }
  }

  /** Bytes from the host. */
  receive(bytes: Uint8Array): void {
    for (const byte of bytes) {
      this.#heard = [...this.#heard, byte].slice(-HONEYWELL_ACK.length);
      if (HONEYWELL_ACK.every((one, index) => this.#heard[index] === one)) this.acknowledged += 1;
    }
  }

  stop(): void {
    for (const timer of this.#timers) timer.cancel();
    this.#timers.clear();
    this.#line.stop();
  }

  #inPieces(bytes: Uint8Array): void {
    const length = Math.ceil(bytes.length / PIECES);
    for (let piece = 0; piece < PIECES; piece += 1)
      this.#later(piece * PIECE_MS, bytes.slice(piece * length, (piece + 1) * length));
  }

  #later(ms: number, bytes: Uint8Array): void {
    const timer = this.#setup.clock.setTimer(ms, () => {
      this.#timers.delete(timer);
      this.#setup.write(bytes);
    });
    this.#timers.add(timer);
  }
}

/** The real driver on a simulated scanner. */
export class SimulatedScannerDevice extends StreamDevice<BarcodeOptions, BarcodeFrame> {
  readonly scanner: SimulatedScanner;
  readonly transport: MemoryTransport;

  /** @throws DeviceError TW_DEVICE_OPTION_INVALID */
  constructor({ id, clock, logger, ...given }: DeviceHost & Partial<BarcodeOptions> & { id: string }) {
    const transport = new MemoryTransport('simulated scanner');
    const options = parseDriverOptions(barcode, given) as BarcodeOptions;
    super({ id, clock, logger, transport, options, driver: barcode, driverName: 'simulated-barcode' });
    this.transport = transport;
    this.scanner = new SimulatedScanner({
      clock,
      options,
      write: (bytes) => transport.feed(bytes),
      disconnect: () => transport.unplug(),
    });
    transport.heard = (bytes) => this.scanner.receive(bytes);
  }

  override async stop(): Promise<void> {
    this.scanner.stop();
    await super.stop();
  }
}
