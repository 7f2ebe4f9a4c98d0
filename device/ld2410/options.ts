/** What a device file may say about an LD2410. What is null is left in the radar as it is. */
import { Type, type Static } from 'typebox';
import { GATE_COUNT } from './parameters.ts';

const Closed = { additionalProperties: false } as const;
const Gate = { minimum: 2, maximum: GATE_COUNT - 1 } as const;
const Threshold = Type.Integer({ minimum: 0, maximum: 100 });
const Thresholds = { minItems: GATE_COUNT, maxItems: GATE_COUNT } as const;

export const Ld2410Options = Type.Object(
  {
    maxDistanceCm: Type.Integer({
      description: 'Farther people pass by: the default is a step in front of a touchwall.',
      default: 150,
      minimum: 20,
      maximum: 600,
      'x-unit': 'cm',
    }),
    vacantAfterMs: Type.Integer({
      description: 'Nobody in range for so long means that the place is vacant.',
      default: 5_000,
      minimum: 200,
      maximum: 600_000,
      'x-unit': 'ms',
    }),
    maxMovingGate: Type.Union([Type.Integer(Gate), Type.Null()], {
      description: 'Farthest gate in which the radar looks for movement.',
      default: null,
      'x-unit': 'gate',
    }),
    maxStillGate: Type.Union([Type.Integer(Gate), Type.Null()], {
      description: 'Farthest gate in which the radar looks for people who stand still.',
      default: null,
      'x-unit': 'gate',
    }),
    absenceSeconds: Type.Union([Type.Integer({ minimum: 0, maximum: 65_535 }), Type.Null()], {
      description: 'How long the radar itself goes on reporting somebody who left.',
      default: null,
      'x-unit': 's',
    }),
    movingThresholds: Type.Union([Type.Array(Threshold, Thresholds), Type.Null()], {
      description: 'Energy from which movement counts, for each of the nine gates; lower is more sensitive.',
      default: null,
      'x-unit': '0–100',
    }),
    stillThresholds: Type.Union([Type.Array(Threshold, Thresholds), Type.Null()], {
      description: 'Energy from which stillness counts, for each of the nine gates; lower is more sensitive.',
      default: null,
      'x-unit': '0–100',
    }),
    resolutionCm: Type.Union([Type.Literal(75), Type.Literal(20), Type.Null()], {
      description: 'Depth of a gate; 20 reaches 1.8 m and tells more finely. Changing it restarts the radar.',
      default: null,
      'x-unit': 'cm',
    }),
    bluetooth: Type.Union([Type.Boolean(), Type.Null()], {
      description:
        'Whether the maker’s phone app can reach the radar; off in a shop. Changing it restarts the radar.',
      default: null,
    }),
    light: Type.Union(
      [
        Type.Object(
          {
            when: Type.Union([Type.Literal('off'), Type.Literal('below'), Type.Literal('above')], {
              description: 'Whether the OUT pin depends on the light, and in which direction.',
              default: 'off',
            }),
            threshold: Type.Integer({
              description: 'Light level that the OUT pin depends on.',
              default: 128,
              minimum: 0,
              maximum: 255,
              'x-unit': '0–255',
            }),
            idleHigh: Type.Boolean({ description: 'Level of OUT while nobody is there.', default: false }),
          },
          Closed,
        ),
        Type.Null(),
      ],
      { description: 'The radar’s own light sensor and OUT pin.', default: null },
    ),
    engineering: Type.Union([Type.Boolean(), Type.Null()], {
      description:
        'Reports with the energy of every gate: for tuning thresholds with `tapwall sniff --record`.',
      default: null,
    }),
  },
  Closed,
);
export type Ld2410Options = Static<typeof Ld2410Options>;
