/**
 * ESPHome boards over MQTT: `{prefix}/binary_sensor/{object id}/state` is `ON` or `OFF`, numbers are plain text, and
 * `{prefix}/status` is `online` from the board and `offline` by its last will (ESPHome, MQTT client component).
 */
import { Type, type Static } from 'typebox';
import type { Reading } from '../ports.ts';
import type { DecodedMessage, Message, MessageDecoder, MessageDriver } from './message-driver.ts';
import { OnChange } from './on-change.ts';

const ObjectId = '^[a-z0-9_-]{1,120}$';

export const EsphomeOptions = Type.Object(
  {
    presence: Type.Optional(
      Type.String({
        description: 'Object id of the binary sensor that tells presence, e.g. `has_target`.',
        pattern: ObjectId,
      }),
    ),
    distance: Type.Optional(
      Type.String({ description: 'Object id of the sensor that tells the distance.', pattern: ObjectId }),
    ),
    distanceUnit: Type.Union([Type.Literal('cm'), Type.Literal('m'), Type.Literal('mm')], {
      description: 'Unit of that sensor.',
      default: 'cm',
    }),
    contact: Type.Optional(
      Type.String({
        description: 'Object id of the binary sensor of a door or curtain; `ON` is open.',
        pattern: ObjectId,
      }),
    ),
    buttons: Type.Optional(
      Type.Record(Type.String({ pattern: ObjectId }), Type.Integer({ minimum: 1, maximum: 32 }), {
        additionalProperties: false,
        description: 'Binary sensors that are buttons: object id and number of the button.',
      }),
    ),
    vacantAfterSeconds: Type.Integer({
      description: 'Nobody seen for so long means vacant; 0 waits for the board to say it.',
      default: 0,
      minimum: 0,
      maximum: 3_600,
      'x-unit': 's',
    }),
  },
  { additionalProperties: false },
);
export type EsphomeOptions = Static<typeof EsphomeOptions>;

const CM_PER = { cm: 1, m: 100, mm: 0.1 } as const;

export const esphome: MessageDriver<EsphomeOptions> = {
  name: 'esphome',
  options: EsphomeOptions,
  ways: ['topic'],
  filters: (prefix, options) => [
    `${prefix}/status`,
    ...[options.presence, options.contact, ...Object.keys(options.buttons ?? {})]
      .filter((id) => id !== undefined)
      .map((id) => `${prefix}/binary_sensor/${id}/state`),
    ...(options.distance === undefined ? [] : [`${prefix}/sensor/${options.distance}/state`]),
  ],
  // The broker tells at once when the board is gone: it published its last will.
  silenceMs: () => null,
  createDecoder: (context) => new EsphomeDecoder(context),
  createInterpreter: (context) =>
    new OnChange({
      clock: context.clock,
      emit: (reading) => context.emit(reading),
      vacantAfterMs:
        context.options.vacantAfterSeconds === 0 ? null : context.options.vacantAfterSeconds * 1_000,
    }),
};

interface Context {
  source: string;
  topic: string;
  options: EsphomeOptions;
}

class EsphomeDecoder implements MessageDecoder {
  readonly #context: Context;
  readonly #pressed = new Set<number>();
  #distanceCm: number | null = null;

  constructor(context: Context) {
    this.#context = context;
  }

  take({ topic, payload, retained }: Message, at: string): DecodedMessage {
    const { topic: prefix, options } = this.#context;
    const text = Buffer.from(payload.buffer, payload.byteOffset, Math.min(payload.length, 32))
      .toString('utf8')
      .trim();
    if (topic === `${prefix}/status`) return statusOf(text, payload);
    if (topic === `${prefix}/sensor/${options.distance}/state`) {
      this.#distanceCm = toCm(text, options.distanceUnit);
      return alive([], this.#distanceCm === null ? payload.length : 0);
    }
    const [, id = ''] = /\/binary_sensor\/([^/]+)\/state$/.exec(topic) ?? [];
    const isOn = text === 'ON' ? true : text === 'OFF' ? false : undefined;
    if (isOn === undefined) return { readings: [], discardedBytes: payload.length };
    const readings = this.#readings(id, { isOn, at, retained });
    // What the broker kept was said before the board perhaps went away.
    return retained ? { readings, discardedBytes: 0 } : alive(readings, 0);
  }

  reset(): void {
    this.#pressed.clear();
    this.#distanceCm = null;
  }

  #readings(id: string, state: { isOn: boolean; at: string; retained: boolean }): Reading[] {
    const { source, options } = this.#context;
    const { isOn, at } = state;
    const readings: Reading[] = [];
    if (id === options.presence)
      readings.push({
        kind: 'presence',
        source,
        present: isOn,
        distanceCm: isOn ? this.#distanceCm : null,
        at,
      });
    if (id === options.contact) readings.push({ kind: 'contact', source, open: isOn, at });
    const buttons = options.buttons ?? {};
    const button = Object.hasOwn(buttons, id) ? buttons[id] : undefined;
    if (button !== undefined && !state.retained) readings.push(this.#press(button, isOn, at));
    return readings;
  }

  #press(button: number, isOn: boolean, at: string): Reading {
    if (isOn) this.#pressed.add(button);
    else this.#pressed.delete(button);
    const pressed = [...this.#pressed].sort((a, b) => a - b);
    return { kind: 'button', source: this.#context.source, unit: 1, pressed, at };
  }
}

function statusOf(text: string, payload: Uint8Array): DecodedMessage {
  if (text === 'online') return alive([], 0);
  if (text === 'offline')
    return { readings: [], verdict: { state: 'away', code: 'TW_NETWORK_OFFLINE' }, discardedBytes: 0 };
  return { readings: [], discardedBytes: payload.length };
}

function alive(readings: Reading[], discardedBytes: number): DecodedMessage {
  return { readings, verdict: { state: 'alive' }, discardedBytes };
}

function toCm(text: string, unit: keyof typeof CM_PER): number | null {
  const value = /^\d{1,6}(\.\d{1,6})?$/.test(text) ? Number(text) * CM_PER[unit] : Number.NaN;
  return value > 0 && value < 10_000 ? Math.round(value) : null;
}
