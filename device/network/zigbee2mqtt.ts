/**
 * Zigbee sensors and buttons behind Zigbee2MQTT: `{base}/{friendly name}` carries a JSON object per change,
 * `…/availability` and `{base}/bridge/state` say `online` or `offline`, as JSON or, in older versions, as plain text.
 */
import { Type, type Static } from 'typebox';
import type { Reading } from '../ports.ts';
import { isObject, jsonMessages } from './json-messages.ts';
import type { DecodedMessage, Message, MessageDecoder, MessageDriver, Verdict } from './message-driver.ts';
import { OnChange } from './on-change.ts';

export const Zigbee2mqttOptions = Type.Object(
  {
    base: Type.String({
      description: 'Base topic of Zigbee2MQTT.',
      default: 'zigbee2mqtt',
      pattern: '^[^#+/][^#+]{0,99}$',
    }),
    vacantAfterSeconds: Type.Integer({
      description:
        'Nobody seen for so long means vacant, for sensors that never say so themselves; 0 waits for them to say it.',
      default: 0,
      minimum: 0,
      maximum: 3_600,
      'x-unit': 's',
    }),
    silenceHours: Type.Integer({
      description:
        'Without any message for so long the device counts as away; 0 never. Battery sensors speak about once an hour.',
      default: 25,
      minimum: 0,
      maximum: 720,
      'x-unit': 'h',
    }),
    actions: Type.Optional(
      Type.Record(
        Type.String({ pattern: '^[A-Za-z0-9_-]{1,64}$' }),
        Type.Integer({ minimum: 1, maximum: 32 }),
        {
          additionalProperties: false,
          description:
            'Number of the button that an `action` stands for; others are ignored. Left out: the number in the name, else 1.',
        },
      ),
    ),
  },
  { additionalProperties: false },
);
export type Zigbee2mqttOptions = Static<typeof Zigbee2mqttOptions>;

const HOUR_MS = 3_600_000;

export const zigbee2mqtt: MessageDriver<Zigbee2mqttOptions> = {
  name: 'zigbee2mqtt',
  options: Zigbee2mqttOptions,
  ways: ['topic'],
  filters: (topic, { base }) => [`${base}/bridge/state`, `${topic}/availability`, topic],
  silenceMs: (_, { silenceHours }) => (silenceHours === 0 ? null : silenceHours * HOUR_MS),
  createDecoder: (context) => new Zigbee2mqttDecoder(context),
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
  options: Zigbee2mqttOptions;
}

class Zigbee2mqttDecoder implements MessageDecoder {
  readonly #context: Context;
  #bridgeOnline = true;
  #deviceOnline = true;

  constructor(context: Context) {
    this.#context = context;
  }

  take(message: Message, at: string): DecodedMessage {
    const { topic, options } = this.#context;
    if (message.topic === `${options.base}/bridge/state`) {
      return this.#bridge(isOnline(message.payload));
    }
    if (message.topic === `${topic}/availability`) {
      this.#deviceOnline = isOnline(message.payload) ?? this.#deviceOnline;
      return this.#verdictOnly();
    }
    const { objects, discardedBytes } = jsonMessages(message.payload);
    if (objects.length === 0) return { readings: [], discardedBytes };
    // What the broker kept is what a device said before it went away.
    if (!message.retained) this.#deviceOnline = true;
    const readings = objects.flatMap((object) => this.#readings(object, { at, retained: message.retained }));
    return { readings, verdict: this.#verdict(), discardedBytes };
  }

  reset(): void {
    this.#bridgeOnline = true;
    this.#deviceOnline = true;
  }

  /** That the bridge is there says nothing of the device, unless it was the bridge that was missing. */
  #bridge(online: boolean | undefined): DecodedMessage {
    const wasOnline = this.#bridgeOnline;
    this.#bridgeOnline = online ?? wasOnline;
    if (wasOnline && this.#bridgeOnline) return { readings: [], discardedBytes: 0 };
    return this.#verdictOnly();
  }

  #verdictOnly(): DecodedMessage {
    return { readings: [], verdict: this.#verdict(), discardedBytes: 0 };
  }

  #verdict(): Verdict {
    if (!this.#bridgeOnline) return { state: 'away', code: 'TW_NETWORK_BRIDGE_OFFLINE' };
    if (!this.#deviceOnline) return { state: 'away', code: 'TW_NETWORK_OFFLINE' };
    return { state: 'alive' };
  }

  #readings(object: Record<string, unknown>, when: { at: string; retained: boolean }): Reading[] {
    const { source } = this.#context;
    const { at } = when;
    const readings: Reading[] = [];
    const present = object['presence'] ?? object['occupancy'];
    if (typeof present === 'boolean')
      readings.push({
        kind: 'presence',
        source,
        present,
        distanceCm: present ? distanceCm(object) : null,
        at,
      });
    // Zigbee says that the contact is made: then the door is closed.
    if (typeof object['contact'] === 'boolean')
      readings.push({ kind: 'contact', source, open: !object['contact'], at });
    const button = when.retained ? undefined : this.#button(object['action']);
    if (button !== undefined)
      readings.push(
        { kind: 'button', source, unit: 1, pressed: [button], at },
        { kind: 'button', source, unit: 1, pressed: [], at },
      );
    return readings;
  }

  /** An action is a whole press; letting go after a long one is none. */
  #button(action: unknown): number | undefined {
    if (typeof action !== 'string' || action === '' || action.length > 64) return undefined;
    const { actions } = this.#context.options;
    if (actions !== undefined) return Object.hasOwn(actions, action) ? actions[action] : undefined;
    if (/release/i.test(action)) return undefined;
    const number = Number(/\d{1,2}/.exec(action)?.[0] ?? 1);
    return number >= 1 && number <= 32 ? number : undefined;
  }
}

/** Radars tell metres; some old converters centimetres. */
function distanceCm(object: Record<string, unknown>): number | null {
  const metres = object['target_distance'];
  return typeof metres === 'number' && metres > 0 && metres < 20 ? Math.round(metres * 100) : null;
}

function isOnline(payload: Uint8Array): boolean | undefined {
  const text = Buffer.from(payload.buffer, payload.byteOffset, Math.min(payload.length, 256))
    .toString('utf8')
    .trim();
  const [object] = jsonMessages(payload).objects;
  const state = isObject(object) ? object['state'] : text;
  return state === 'online' ? true : state === 'offline' ? false : undefined;
}
