/** The settings of a simulated LD2410, as it comes from the factory, and its answers about them. */
import type { HilinkRequest } from '../hilink/commands.ts';
import {
  addressesGate,
  decodeLight,
  decodeResolution,
  decodeWords,
  encodeLight,
  encodeParameters,
  encodeResolution,
  Ld2410Command,
  type Ld2410Light,
  type Ld2410Parameters,
  type Ld2410Resolution,
} from './parameters.ts';

export class SimulatedSettings {
  parameters: Ld2410Parameters = {
    maxMovingGate: 8,
    maxStillGate: 8,
    absenceSeconds: 5,
    movingThresholds: [50, 50, 40, 30, 20, 15, 15, 15, 15],
    stillThresholds: [0, 0, 40, 40, 30, 30, 20, 20, 20],
  };
  resolutionCm: Ld2410Resolution = 75;
  light: Ld2410Light = { when: 'off', threshold: 128, idleHigh: false };
  /** Forgotten at a restart. */
  engineering = false;

  /** The value of the answer, empty after a setting; undefined for a command that the model does not know. */
  answer({ command, value }: HilinkRequest, keep: boolean): number[] | undefined {
    switch (command) {
      case Ld2410Command.readParameters:
        return encodeParameters(this.parameters);
      case Ld2410Command.readResolution:
        return encodeResolution(this.resolutionCm);
      case Ld2410Command.readLight:
        return encodeLight(this.light);
      default:
        return this.#set(command, keep ? value : undefined);
    }
  }

  #set(command: number, value: Uint8Array | undefined): number[] | undefined {
    const known: number[] = Object.values(Ld2410Command);
    if (!known.includes(command)) return undefined;
    if (value === undefined) return [];
    if (command === Ld2410Command.engineeringOn || command === Ld2410Command.engineeringOff)
      this.engineering = command === Ld2410Command.engineeringOn;
    else if (command === Ld2410Command.setResolution) this.resolutionCm = decodeResolution(value);
    else if (command === Ld2410Command.setLight) this.light = decodeLight(value);
    else if (command === Ld2410Command.setGates) this.#setGates(value);
    else this.#setSensitivity(value);
    return [];
  }

  #setGates(value: Uint8Array): void {
    const [maxMovingGate, maxStillGate, absenceSeconds] = decodeWords(value);
    this.parameters = { ...this.parameters, maxMovingGate, maxStillGate, absenceSeconds };
  }

  #setSensitivity(value: Uint8Array): void {
    const [address, moving, still] = decodeWords(value);
    const changed = (thresholds: number[], to: number): number[] =>
      thresholds.map((threshold, gate) => (addressesGate(address, gate) ? to : threshold));
    this.parameters = {
      ...this.parameters,
      movingThresholds: changed(this.parameters.movingThresholds, moving),
      stillThresholds: changed(this.parameters.stillThresholds, still),
    };
  }
}
