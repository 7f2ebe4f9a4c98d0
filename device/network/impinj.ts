/**
 * Impinj R700 readers with the IoT device interface: the HTTP stream has one event per line and blank lines to keep it
 * alive, a webhook carries a list of events, an MQTT message one. Strengths are hundredths of a dBm.
 */
import { Type, type Static } from 'typebox';
import type { Reading } from '../ports.ts';
import { isObject, jsonMessages } from './json-messages.ts';
import type { DecodedMessage, Message, MessageDecoder, MessageDriver, Verdict } from './message-driver.ts';
import { antennaField, base64Field, dbmField, hexField, timeField } from './tag-fields.ts';

export const ImpinjOptions = Type.Object(
  {
    silenceSeconds: Type.Optional(
      Type.Integer({
        description:
          'Without any event or keep-alive for so long the reader counts as away; 0 never. Left out: 60 on a stream, never otherwise.',
        minimum: 0,
        maximum: 86_400,
        'x-unit': 's',
      }),
    ),
    doorInput: Type.Optional(
      Type.Integer({
        description: 'General purpose input that a door contact is wired to.',
        minimum: 1,
        maximum: 8,
      }),
    ),
    doorOpens: Type.Union([Type.Literal('low-to-high'), Type.Literal('high-to-low')], {
      description: 'Transition of that input when the door opens.',
      default: 'low-to-high',
    }),
  },
  { additionalProperties: false },
);
export type ImpinjOptions = Static<typeof ImpinjOptions>;

const STREAM_SILENCE_S = 60;

export const impinj: MessageDriver<ImpinjOptions> = {
  name: 'impinj',
  options: ImpinjOptions,
  ways: ['url', 'webhook', 'topic'],
  filters: (topic) => [topic],
  silenceMs: (way, { silenceSeconds }) => {
    const seconds = silenceSeconds ?? (way === 'url' ? STREAM_SILENCE_S : 0);
    return seconds === 0 ? null : seconds * 1_000;
  },
  createDecoder: (context) => new ImpinjDecoder(context),
};

class ImpinjDecoder implements MessageDecoder {
  readonly #source: string;
  readonly #options: ImpinjOptions;
  readonly #without = new Set<number>();
  #isIdle = false;

  constructor({ source, options }: { source: string; options: ImpinjOptions }) {
    this.#source = source;
    this.#options = options;
  }

  take({ payload }: Message, at: string): DecodedMessage {
    const { objects, discardedBytes } = jsonMessages(payload);
    const readings = objects.flatMap((event) => this.#event(event, at));
    if (objects.length === 0) return { readings, discardedBytes };
    return { readings, verdict: this.#verdict(), discardedBytes };
  }

  reset(): void {
    this.#without.clear();
    this.#isIdle = false;
  }

  #event(event: Record<string, unknown>, at: string): Reading[] {
    // Older firmware has no eventType: the field of the event says what it is.
    const { tagInventoryEvent, inventoryStatusEvent, gpiTransitionEvent } = event;
    const when = timeField(event['timestamp'], at);
    if (isObject(tagInventoryEvent)) return this.#tag(tagInventoryEvent, when);
    if (isObject(gpiTransitionEvent)) return this.#door(gpiTransitionEvent, when);
    if (isObject(inventoryStatusEvent)) {
      const status = inventoryStatusEvent['inventoryStatus'] ?? inventoryStatusEvent['status'];
      if (status === 'idle' || status === 'running' || status === 'armed') this.#isIdle = status === 'idle';
    }
    this.#antenna(event['antennaConnectedEvent'], true);
    this.#antenna(event['antennaDisconnectedEvent'], false);
    return [];
  }

  #tag(tag: Record<string, unknown>, at: string): Reading[] {
    const epc = hexField(tag['epcHex']) ?? base64Field(tag['epc']);
    if (epc === undefined) return [];
    // Whoever reads tags looks for them, and by that antenna.
    this.#isIdle = false;
    const antenna = antennaField(tag['antennaPort']);
    this.#without.delete(antenna);
    const pc = hexField(tag['pcHex']) ?? base64Field(tag['pc']);
    const tid = hexField(tag['tidHex']) ?? base64Field(tag['tid']);
    const centi = tag['peakRssiCdbm'];
    return [
      {
        kind: 'epc',
        source: this.#source,
        epc,
        antenna,
        rssiDbm: typeof centi === 'number' ? dbmField(centi / 100) : null,
        ...(pc === undefined ? {} : { pc }),
        ...(tid === undefined ? {} : { tid }),
        at,
      },
    ];
  }

  #door({ gpi, transition }: Record<string, unknown>, at: string): Reading[] {
    const { doorInput, doorOpens } = this.#options;
    if (doorInput === undefined || gpi !== doorInput) return [];
    if (transition !== 'low-to-high' && transition !== 'high-to-low') return [];
    return [{ kind: 'contact', source: this.#source, open: transition === doorOpens, at }];
  }

  #antenna(event: unknown, isThere: boolean): void {
    if (!isObject(event) || typeof event['antennaPort'] !== 'number') return;
    const antenna = antennaField(event['antennaPort']);
    if (isThere) this.#without.delete(antenna);
    else this.#without.add(antenna);
  }

  #verdict(): Verdict {
    if (this.#isIdle) return { state: 'trouble', code: 'TW_READER_IDLE' };
    if (this.#without.size === 0) return { state: 'alive' };
    const list = [...this.#without].sort((a, b) => a - b).join(', ');
    return { state: 'trouble', code: 'TW_READER_ANTENNA', detail: `Port ${list}.` };
  }
}
