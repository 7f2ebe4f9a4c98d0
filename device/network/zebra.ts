/**
 * Zebra readers with IoT Connector. Fixed ones (FX7500, FX9600) send an object per tag, RFD40/90 sleds a list under
 * `data.tagData`; which fields are there is set on the reader, and some firmware puts several objects in a row.
 */
import { Type, type Static } from 'typebox';
import type { Reading } from '../ports.ts';
import { isObject, jsonMessages } from './json-messages.ts';
import type { DecodedMessage, Message, MessageDecoder, MessageDriver } from './message-driver.ts';
import { antennaField, countField, dbmField, hexField, timeField } from './tag-fields.ts';

export const ZebraOptions = Type.Object(
  {
    silenceSeconds: Type.Integer({
      description:
        'Without any message for so long the reader counts as away; 0 never. Give it when the reader sends heartbeats to the same topic.',
      default: 0,
      minimum: 0,
      maximum: 86_400,
      'x-unit': 's',
    }),
  },
  { additionalProperties: false },
);
export type ZebraOptions = Static<typeof ZebraOptions>;

export const zebra: MessageDriver<ZebraOptions> = {
  name: 'zebra',
  options: ZebraOptions,
  ways: ['topic', 'webhook', 'url'],
  filters: (topic) => [topic],
  silenceMs: (_, { silenceSeconds }) => (silenceSeconds === 0 ? null : silenceSeconds * 1_000),
  createDecoder: ({ source }) => new ZebraDecoder(source),
};

class ZebraDecoder implements MessageDecoder {
  readonly #source: string;

  constructor(source: string) {
    this.#source = source;
  }

  take({ payload }: Message, at: string): DecodedMessage {
    const { objects, discardedBytes } = jsonMessages(payload);
    if (objects.length === 0) return { readings: [], discardedBytes };
    // Heartbeats and management events have no tag but show that the reader is there.
    const readings = objects.flatMap((event) =>
      tagsOf(event).flatMap((tag) => this.#tag(tag, timeField(event['timestamp'], at))),
    );
    return { readings, verdict: { state: 'alive' }, discardedBytes };
  }

  reset(): void {
    // Every message stands for itself.
  }

  #tag(tag: Record<string, unknown>, at: string): Reading[] {
    const epc = hexField(tag['idHex']) ?? hexField(tag['EPCid']) ?? hexField(tag['EPC']);
    if (epc === undefined) return [];
    const pc = hexField(tag['PC']);
    const tid = hexField(tag['TID']);
    const count = countField(tag['reads']) ?? countField(tag['seenCount']);
    return [
      {
        kind: 'epc',
        source: this.#source,
        epc,
        antenna: antennaField(tag['antenna']),
        rssiDbm: dbmField(tag['peakRssi']),
        ...(pc === undefined ? {} : { pc }),
        ...(tid === undefined ? {} : { tid }),
        ...(count === undefined ? {} : { count }),
        at,
      },
    ];
  }
}

/** The tags of an event: `data` itself, a list of them, or `data.tagData`. */
function tagsOf({ data }: Record<string, unknown>): Record<string, unknown>[] {
  if (Array.isArray(data)) return data.filter(isObject);
  if (!isObject(data)) return [];
  return Array.isArray(data['tagData']) ? data['tagData'].filter(isObject) : [data];
}
