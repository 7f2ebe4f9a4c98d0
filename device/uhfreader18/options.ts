/** Options of a UHFReader18 or UHFReader288 in a device file. */
import { Type, type Static } from 'typebox';

export const UHF18_OPTIONS = Type.Object(
  {
    variant: Type.Union([Type.Literal('auto'), Type.Literal('uhfreader18'), Type.Literal('uhfreader288')], {
      default: 'auto',
      description:
        'Form of the tag lists: `uhfreader18` without and `uhfreader288` with antenna and RSSI; `auto` goes by the model and by what fits.',
    }),
    address: Type.Integer({
      default: 255,
      minimum: 0,
      maximum: 255,
      description:
        'Address of the reader; 255 talks to whichever is there. Needed where several share an RS-485 line.',
    }),
    region: Type.Union(
      [Type.Literal('eu'), Type.Literal('us'), Type.Literal('korea'), Type.Literal('china-900')],
      {
        default: 'eu',
        description: 'Radio band. It must be the one that the law allows where the reader stands.',
      },
    ),
    powerDbm: Type.Integer({
      default: 20,
      minimum: 0,
      maximum: 33,
      description:
        'Transmit power. More reads farther, and more of the room next door; the reader’s own limits are narrower.',
      'x-unit': 'dBm',
    }),
    antennas: Type.Array(
      Type.Integer({ minimum: 1, maximum: 8, description: 'Number of the port, from 1.' }),
      {
        default: [1],
        minItems: 1,
        maxItems: 8,
        uniqueItems: true,
        description: 'Antennas to read with, in turn. UHFReader18 has one.',
      },
    ),
    session: Type.Integer({
      default: 0,
      minimum: 0,
      maximum: 3,
      description:
        'Gen2 session, of readers that take it. In session 0 a tag answers every round, which is what presence needs.',
    }),
    q: Type.Integer({
      default: 4,
      minimum: 0,
      maximum: 15,
      description: 'A round has 2 to the power of this many slots: about as many as there are tags.',
    }),
    scanTimeMs: Type.Integer({
      default: 300,
      minimum: 300,
      maximum: 3_000,
      multipleOf: 100,
      description: 'Longest time of one round.',
      'x-unit': 'milliseconds',
    }),
    intervalMs: Type.Integer({
      default: 50,
      minimum: 0,
      maximum: 1_000,
      description: 'Rest between two rounds.',
      'x-unit': 'milliseconds',
    }),
    rssiOffset: Type.Integer({
      default: -129,
      minimum: -200,
      maximum: 0,
      description:
        'Added to the strength that a UHFReader288 tells without a unit, to give dBm. Bytes from 128 on are dBm already.',
      'x-unit': 'dB',
    }),
  },
  { additionalProperties: false },
);

export type Uhf18Options = Static<typeof UHF18_OPTIONS>;
