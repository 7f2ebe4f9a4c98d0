/** The options of the driver `nexmosphere`, as in device files. */
import { Type, type Static, type TUnsafe } from 'typebox';

/** What sits at a channel, by what it tells. */
export const ELEMENTS = [
  'button',
  'pickup',
  'rfid',
  'presence',
  'airbutton',
  'rotary',
  'io',
  'light',
] as const;
export type Element = (typeof ELEMENTS)[number];

export const LED_STATES = ['off', 'fast', 'slow', 'on'] as const;
export type LedState = (typeof LED_STATES)[number];

/** Least and default time (ms) between two commands: a controller loses one that comes too soon. */
const MIN_PACE_MS = 75;
const DEFAULT_PACE_MS = 100;

const Closed = { additionalProperties: false } as const;
const Address = { minimum: 1, maximum: 999 } as const;
const Colour = Type.String({
  description: 'Red, green and blue in hexadecimal, e.g. `FF8800`.',
  pattern: '^[0-9A-F]{6}$',
});

function oneOf<const T extends readonly string[]>(
  names: T,
  annotations: Record<string, unknown>,
): TUnsafe<T[number]> {
  const schema = Type.Union(
    names.map((name) => Type.Literal(name)),
    annotations,
  );
  return Type.Unsafe<T[number]>(schema);
}

export const LedsLight = Type.Object(
  {
    leds: Type.Array(oneOf(LED_STATES, { description: 'What the LED of a button does.' }), {
      description: 'The LEDs of a touch board, from button 1 on.',
      minItems: 1,
      maxItems: 8,
    }),
  },
  Closed,
);

export const ColourLight = Type.Object(
  {
    colour: Colour,
    intensity: Type.Optional(
      Type.Integer({
        description: 'Brightness.',
        minimum: 0,
        maximum: 99,
        default: 99,
        'x-unit': 'percent',
      }),
    ),
    rampMs: Type.Optional(
      Type.Integer({
        description: 'Time to fade to it.',
        minimum: 0,
        maximum: 9_900,
        default: 500,
        'x-unit': 'milliseconds',
      }),
    ),
  },
  Closed,
);

export const AnimationLight = Type.Object(
  {
    colours: Type.Optional(
      Type.Record(Type.String({ pattern: '^[0-9A-F]$' }), Colour, {
        description: 'Colours of the animation by their label.',
        ...Closed,
      }),
    ),
    animation: Type.String({
      description:
        'X-Wave program: `2…` ramp, `3…` pulse, `4…` wave, as in the X-Wave manual, e.g. `399C1801020C180018`.',
      pattern:
        '^(2\\d{2}[0-9A-F]\\d{2}|3\\d{2}[0-9A-F]\\d{7}[0-9A-F]\\d{6}|4\\d{2}[0-9A-F]\\d{7}[0-9A-F]\\d{4})$',
    }),
  },
  Closed,
);

export const OutputLight = Type.Object(
  { on: Type.Boolean({ description: 'The output of an X-Dot interface.' }) },
  Closed,
);

export const Light = Type.Union([LedsLight, ColourLight, AnimationLight, OutputLight], {
  description: 'What it shows: LEDs, a colour, an animation or the level of an output.',
});
/** What an output shows; recorded as intent and sent again whenever the controller comes back. */
export type Light =
  | Static<typeof LedsLight>
  | Static<typeof ColourLight>
  | Static<typeof AnimationLight>
  | Static<typeof OutputLight>;

export const UnitOptions = Type.Object(
  {
    unit: Type.Integer({ description: 'Channel of the element, as printed on the controller.', ...Address }),
    element: oneOf(['auto', ...ELEMENTS], {
      description: 'What sits there. `auto` asks the controller; a model it does not know needs a word here.',
      default: 'auto',
    }),
    placedValue: Type.Integer({
      description:
        'Of a `pickup` sensor: the number it sends while the product lies in its place. Every other number means lifted.',
      minimum: 0,
      maximum: 65_535,
      default: 3,
    }),
    farthestZone: Type.Integer({
      description: 'Of a `presence` sensor: somebody in a zone farther away than this does not count.',
      minimum: 1,
      maximum: 99,
      default: 99,
    }),
    invert: Type.Boolean({
      description:
        'Of an `io` contact: false when the closed circuit (HIGH) means that the door is shut, true for the opposite.',
      default: false,
    }),
    settings: Type.Record(
      Type.String({ pattern: '^[1-9]\\d{0,2}$' }),
      Type.Integer({ minimum: 0, maximum: 65_535 }),
      {
        description:
          'Settings of the element by their number, e.g. `{"4": 5, "6": 6}`: gain and ghost pick-up filter of an XR-DR1. An element forgets them without power; they are sent again at every connection.',
        default: {},
        ...Closed,
      },
    ),
    light: Type.Optional(Light),
  },
  Closed,
);
export type UnitOptions = Static<typeof UnitOptions>;

export const NexmosphereOptions = Type.Object(
  {
    units: Type.Array(UnitOptions, {
      description: 'Elements that need a word: their kind, their settings, their light.',
      default: [],
      maxItems: 64,
    }),
    channels: Type.Integer({
      description: 'Channels of the controller that are asked for their element at every connection.',
      minimum: 0,
      maximum: 8,
      default: 8,
    }),
    ghostMs: Type.Integer({
      description:
        'A product that is back in its place within this time was never lifted: antennas sometimes lose a tag for a moment. Every pick-up is told so much later.',
      minimum: 0,
      maximum: 2_000,
      default: 50,
      'x-unit': 'milliseconds',
    }),
    vacantAfterMs: Type.Integer({
      description: 'Nobody in range for so long means that the place is vacant.',
      minimum: 0,
      maximum: 600_000,
      default: 1_000,
      'x-unit': 'milliseconds',
    }),
    paceMs: Type.Integer({
      description: 'Pause between two commands to the controller, which loses one that comes too soon.',
      minimum: MIN_PACE_MS,
      maximum: 1_000,
      default: DEFAULT_PACE_MS,
      'x-unit': 'milliseconds',
    }),
    answerMs: Type.Integer({
      description: 'Longest wait for an answer of the controller.',
      minimum: 50,
      maximum: 5_000,
      default: 250,
      'x-unit': 'milliseconds',
    }),
    replayMinutes: Type.Integer({
      description:
        'Settings and lights are sent again this often, for controllers that lose their power without their port. 0: at connections only.',
      minimum: 0,
      maximum: 1_440,
      default: 0,
      'x-unit': 'minutes',
    }),
  },
  Closed,
);
export type NexmosphereOptions = Static<typeof NexmosphereOptions>;
