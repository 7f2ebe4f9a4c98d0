/** Options of a ThingMagic module in a device file. */
import { Type, type Static } from 'typebox';

export const THINGMAGIC_OPTIONS = Type.Object(
  {
    region: Type.Union(
      [
        Type.Literal('eu3'),
        Type.Literal('eu'),
        Type.Literal('eu2'),
        Type.Literal('na'),
        Type.Literal('na2'),
        Type.Literal('na3'),
        Type.Literal('in'),
        Type.Literal('jp'),
        Type.Literal('prc'),
        Type.Literal('kr2'),
        Type.Literal('au'),
        Type.Literal('nz'),
      ],
      {
        default: 'eu3',
        description:
          'Radio band, by the name in the module’s manual. It must be the one that the law allows where the reader stands; the M6E Nano takes na2 and na3, not na.',
      },
    ),
    powerDbm: Type.Number({
      default: 20,
      minimum: 0,
      maximum: 31.5,
      description:
        'Transmit power. More reads farther, and more of the room next door, and heats: a Nano without a heat sink bears about 20.',
      'x-unit': 'dBm',
    }),
    antennas: Type.Array(
      Type.Integer({ minimum: 1, maximum: 16, description: 'Number of the port, from 1.' }),
      {
        default: [1],
        minItems: 1,
        maxItems: 16,
        uniqueItems: true,
        description: 'Antennas to read with, in turn. The Nano has one, the M6e four.',
      },
    ),
    session: Type.Integer({
      default: 0,
      minimum: 0,
      maximum: 3,
      description:
        'Gen2 session. In session 0 a tag answers every round, which is what presence needs; in 2 and 3 it falls silent.',
    }),
    readMs: Type.Integer({
      default: 1_000,
      minimum: 200,
      maximum: 60_000,
      description: 'How long it reads between two rests; without a rest it reads on.',
      'x-unit': 'milliseconds',
    }),
    intervalMs: Type.Integer({
      default: 0,
      minimum: 0,
      maximum: 3_000,
      description: 'Rest after that time, in which the module cools down; 0 reads without a rest.',
      'x-unit': 'milliseconds',
    }),
    checkTagCrc: Type.Boolean({
      default: true,
      description: 'Drops a tag whose own CRC is wrong.',
    }),
  },
  { additionalProperties: false },
);

export type ThingMagicOptions = Static<typeof THINGMAGIC_OPTIONS>;
