/** What a scenario file may say: a store's day as a crowd, its troubles and single steps. Validates files; in docs/guides/simulate.md. */
import { Type, type Static } from 'typebox';
import { Value } from 'typebox/value';
import { KioskError } from '../errors.ts';

const Closed = { additionalProperties: false } as const;
const PerHour = (description: string) =>
  Type.Number({ description, default: 0, minimum: 0, maximum: 3_600, 'x-unit': 'per hour' });
const Minute = (description: string) =>
  Type.Number({ description, minimum: 0, maximum: 1_440, 'x-unit': 'minutes' });

export const Crowd = Type.Object(
  {
    taps: PerHour('Products held to the reader of a wall.'),
    cards: PerHour('Loyalty cards held to it.'),
    oddities: PerHour('Tags that go wrong, and phones.'),
    scans: PerHour('Codes scanned.'),
    pickups: PerHour('Products lifted off the pick-up shelf, and put back after a while.'),
    visits: PerHour('Shoppers who come to our fitting room with garments, while it is free.'),
    neighbours: PerHour('The same for each of the rooms next door.'),
    passers: PerHour('People who walk along the corridor with a garment.'),
    garments: Type.Integer({
      description: 'Most garments that a shopper takes into a fitting room.',
      default: 3,
      minimum: 1,
      maximum: 6,
    }),
    staySeconds: Type.Number({
      description: 'How long a shopper stays in a fitting room, on average.',
      default: 90,
      minimum: 20,
      maximum: 3_600,
      'x-unit': 'seconds',
    }),
  },
  Closed,
);
export type Crowd = Static<typeof Crowd>;

export const Trouble = Type.Object(
  {
    device: Type.String({
      description:
        'Id of a virtual device, or a kind: `reader`, `radar`, `uhf`, `shelf`, `scanner`, `door`; or `network`.',
      minLength: 1,
      maxLength: 64,
    }),
    how: Type.String({
      description:
        'What it does wrong: `drop`, `delay`, `garble`, `swap`, `stuck`, `silent`, `disconnect`, for a shelf also `ghost`; `unplug` pulls its cable. A network is only unplugged.',
      minLength: 1,
      maxLength: 32,
    }),
    at: Minute('When it begins.'),
    minutes: Minute('How long it lasts.'),
  },
  Closed,
);
export type Trouble = Static<typeof Trouble>;

export const MOVES = [
  'tag',
  'lift',
  'room',
  'network',
  'device',
  'garment',
  'shelf',
  'scan',
  'curtain',
  'misbehave',
  'tidy',
] as const;
export type MoveName = (typeof MOVES)[number];

export const Step = Type.Object(
  {
    at: Minute('When it happens.'),
    move: Type.Unsafe<MoveName>(
      Type.Union(
        MOVES.map((name) => Type.Literal(name)),
        { description: 'As in `POST /api/lab/…`.' },
      ),
    ),
    with: Type.Optional(
      Type.Record(
        Type.String({ minLength: 1, maxLength: 32 }),
        Type.Union([Type.String({ maxLength: 512 }), Type.Number(), Type.Boolean()]),
        {
          description:
            'What the move takes. `product`, a number from 0, stands for the SKU of that product on the lab’s shelf; `piece`, any word, names a garment so that later steps can move it.',
          default: {},
        },
      ),
    ),
  },
  Closed,
);
export type Step = Static<typeof Step>;

/** More in one file is a mistake, or an attack. */
const MOST_STEPS = 2_000;
const MOST_TROUBLES = 200;

export const Scenario = Type.Object(
  {
    name: Type.String({ description: 'What the summary calls it.', minLength: 1, maxLength: 64 }),
    summary: Type.Optional(Type.String({ description: 'One line for people.', maxLength: 200 })),
    minutes: Type.Number({
      description: 'How long it is, in the time of the store.',
      minimum: 0.1,
      maximum: 1_440,
      'x-unit': 'minutes',
    }),
    crowd: Type.Optional(Crowd),
    troubles: Type.Optional(
      Type.Array(Trouble, { description: 'What goes wrong, and when.', maxItems: MOST_TROUBLES }),
    ),
    steps: Type.Optional(
      Type.Array(Step, { description: 'Single moves at fixed times.', maxItems: MOST_STEPS }),
    ),
  },
  Closed,
);
export type Scenario = Static<typeof Scenario>;

export const NOBODY: Crowd = Value.Create(Crowd);

/**
 * A scenario with its defaults filled in.
 * @throws KioskError TW_SCENARIO_INVALID
 */
export function checkScenario(value: unknown, where: string): Scenario {
  const filled = Value.Default(Scenario, structuredClone(value));
  const [problem] = Value.Errors(Scenario, filled);
  if (problem !== undefined)
    throw new KioskError('TW_SCENARIO_INVALID', `${where}${problem.instancePath}: ${problem.message}.`);
  return filled as Scenario;
}
