/** Telling the person at a reader what became of their tag, as the rest of Tapwall sees it. */
import type { Device } from '../ports.ts';
import type { Signal } from './feedback.ts';

/** A device with a light or a buzzer of its own. */
export interface ReaderSignals {
  /** Shows or sounds it, if the reader is set to and can; nobody waits for it and it never fails. */
  signal(signal: Signal): void;
}

export function hasSignals(device: Device | undefined): device is Device & ReaderSignals {
  return device !== undefined && 'signal' in device;
}
