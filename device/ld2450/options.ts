/** What a device file may say about an LD2450. What is null is left in the radar as it is. */
import { Type, type Static } from 'typebox';
import { AREA_COUNT } from './zones.ts';

const Closed = { additionalProperties: false } as const;
/** The radar sees 6 m far, 60 degrees to either side. */
const Side = { minimum: -6_000, maximum: 6_000, 'x-unit': 'mm' } as const;
const Ahead = { minimum: 0, maximum: 8_000, 'x-unit': 'mm' } as const;

const AreaSchema = Type.Object(
  {
    x1Mm: Type.Integer({
      description: 'One side; the middle is 0, right of the radar positive.',
      default: -750,
      ...Side,
    }),
    y1Mm: Type.Integer({ description: 'Near edge.', default: 0, ...Ahead }),
    x2Mm: Type.Integer({ description: 'Other side.', default: 750, ...Side }),
    y2Mm: Type.Integer({ description: 'Far edge.', default: 1_500, ...Ahead }),
  },
  Closed,
);

export const Ld2450Options = Type.Object(
  {
    maxDistanceCm: Type.Integer({
      description: 'Farther people pass by.',
      default: 150,
      minimum: 20,
      maximum: 800,
      'x-unit': 'cm',
    }),
    zone: Type.Union([AreaSchema, Type.Null()], {
      description: 'Only people in this rectangle, and within the distance, are in front of the display.',
      default: null,
    }),
    hysteresisCm: Type.Integer({
      description: 'How far beyond its edges somebody who was there still is: nobody stands quite still.',
      default: 20,
      minimum: 0,
      maximum: 200,
      'x-unit': 'cm',
    }),
    confirmReports: Type.Integer({
      description:
        'In so many reports in a row somebody must be there to count; reflections last for one or two.',
      default: 2,
      minimum: 1,
      maximum: 50,
      'x-unit': 'reports of 100 ms',
    }),
    vacantAfterMs: Type.Integer({
      description:
        'Nobody in the place for so long means that it is vacant; the radar loses people who stand still.',
      default: 10_000,
      minimum: 200,
      maximum: 600_000,
      'x-unit': 'ms',
    }),
    tracking: Type.Union([Type.Literal('single'), Type.Literal('multi'), Type.Null()], {
      description: 'Whether the radar follows one person or up to three.',
      default: null,
    }),
    filter: Type.Union(
      [
        Type.Object(
          {
            mode: Type.Union([Type.Literal('off'), Type.Literal('inside'), Type.Literal('outside')], {
              description:
                'Whether the radar reports everybody, only people inside the areas, or only those outside.',
              default: 'off',
            }),
            areas: Type.Array(AreaSchema, {
              description: 'At most three rectangles.',
              default: [],
              maxItems: AREA_COUNT,
            }),
          },
          Closed,
        ),
        Type.Null(),
      ],
      { description: 'What the radar itself leaves out, e.g. a ventilator.', default: null },
    ),
    bluetooth: Type.Union([Type.Boolean(), Type.Null()], {
      description:
        'Whether the maker’s phone app can reach the radar; off in a shop. Changing it restarts the radar.',
      default: null,
    }),
  },
  Closed,
);
export type Ld2450Options = Static<typeof Ld2450Options>;
