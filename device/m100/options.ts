/** Options of an M100 in a device file. */
import { Type, type Static } from 'typebox';

export const M100_OPTIONS = Type.Object(
  {
    dialect: Type.Union([Type.Literal('auto'), Type.Literal('bb'), Type.Literal('aa')], {
      default: 'auto',
      description:
        'Framing: `bb` (BB to 7E) of YRM100 and most modules, `aa` (AA to DD) of R200; `auto` finds out.',
    }),
    region: Type.Union(
      [
        Type.Literal('eu'),
        Type.Literal('us'),
        Type.Literal('china-900'),
        Type.Literal('china-800'),
        Type.Literal('korea'),
      ],
      {
        default: 'eu',
        description: 'Radio band. It must be the one that the law allows where the reader stands.',
      },
    ),
    powerDbm: Type.Number({
      default: 20,
      minimum: 0,
      maximum: 30,
      description:
        'Transmit power. More reads farther, and more of the room next door; the module’s own limits are narrower.',
      'x-unit': 'dBm',
    }),
    session: Type.Integer({
      default: 0,
      minimum: 0,
      maximum: 3,
      description:
        'Gen2 session. In session 0 a tag answers every round, which is what presence needs; in 2 and 3 it falls silent.',
    }),
    q: Type.Integer({
      default: 4,
      minimum: 0,
      maximum: 15,
      description: 'A round has 2 to the power of this many slots: about as many as there are tags.',
    }),
    intervalMs: Type.Integer({
      default: 0,
      minimum: 0,
      maximum: 3_000,
      description: 'Rest between two rounds; 0 reads without a rest, which is fastest and warmest.',
      'x-unit': 'milliseconds',
    }),
    checkTagCrc: Type.Boolean({
      default: true,
      description:
        'Drops a tag whose own CRC is wrong: the checksum of the line is too weak to notice every change.',
    }),
  },
  { additionalProperties: false },
);

export type M100Options = Static<typeof M100_OPTIONS>;
