/** What a device file may say about a PC/SC reader. */
import { Type, type Static } from 'typebox';

export const PcscOptions = Type.Object(
  {
    debounceMs: Type.Integer({
      description: 'Absences of the same tag shorter than this do not count.',
      default: 300,
      minimum: 0,
      maximum: 5_000,
      'x-unit': 'ms',
    }),
    feedback: Type.Union(
      [Type.Literal('reader'), Type.Literal('off'), Type.Literal('light'), Type.Literal('sound')],
      {
        description:
          'Light and buzzer of an ACS reader. `reader`: as it does by itself. The others switch off its beep for every card: `off`, then nothing; `light` shows what is known and what is not; `sound` beeps once or twice, too.',
        default: 'reader',
      },
    ),
  },
  { additionalProperties: false },
);
export type PcscOptions = Static<typeof PcscOptions>;
