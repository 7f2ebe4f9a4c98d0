/** What outputs show, as commands: touch board LEDs, X-Wave strips (manual 11-18, section 3), X-Dot outputs. */
import { Value } from 'typebox/value';
import { DeviceError } from '../errors.ts';
import { encodeRequest, type XTalkCommand } from './command.ts';
import { LED_STATES, Light } from './options.ts';

/** Label of the colour that is programmed for a plain one. */
const OWN_LABEL = 'F';
const RAMP_STEP_MS = 100;
const DEFAULT_INTENSITY = 99;
const DEFAULT_RAMP_MS = 500;
const LED_BITS = 2;

/**
 * Refuses what no output can show.
 * @throws DeviceError TW_NEXMOSPHERE_COMMAND_INVALID
 */
export function checkLight(unit: number, light: Light): void {
  if (!Value.Check(Light, light)) {
    throw new DeviceError('TW_NEXMOSPHERE_COMMAND_INVALID', { detail: 'No output can show that.' });
  }
  for (const command of lightCommands(unit, light)) encodeRequest(command);
}

/** The commands that show it, in order. */
export function lightCommands(unit: number, light: Light): XTalkCommand[] {
  const text = (value: string): XTalkCommand => ({ kind: 'text', type: 'X', address: unit, text: value });
  const number = (value: number): XTalkCommand => ({ kind: 'number', type: 'X', address: unit, value });
  if ('leds' in light) return [number(ledValue(light.leds))];
  if ('on' in light) return [number(light.on ? 1 : 0)];
  if ('animation' in light) {
    const colours = Object.entries(light.colours ?? {});
    return [...colours.map(([label, colour]) => text(`1${label}${colour}`)), text(light.animation)];
  }
  const { colour, intensity = DEFAULT_INTENSITY, rampMs = DEFAULT_RAMP_MS } = light;
  const ramp = `2${twoDigits(intensity)}${OWN_LABEL}${twoDigits(Math.round(rampMs / RAMP_STEP_MS))}`;
  return [text(`1${OWN_LABEL}${colour}`), text(ramp)];
}

/** Two bits to a LED, the first lowest. */
function ledValue(leds: readonly (typeof LED_STATES)[number][]): number {
  return leds.reduce((value, state, index) => value | (LED_STATES.indexOf(state) << (LED_BITS * index)), 0);
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}
