/** What a device file may say about a barcode scanner. */
import { Type, type Static } from 'typebox';

const Closed = { additionalProperties: false } as const;

export const Suffix = Type.Union(
  [
    Type.Literal('auto'),
    Type.Literal('cr'),
    Type.Literal('lf'),
    Type.Literal('crlf'),
    Type.Literal('tab'),
    Type.Literal('none'),
  ],
  {
    description:
      'What the scanner sends behind a code. `auto`: CR, LF or both, and nothing once a scanner has shown that it sends none; `none`: nothing, a pause ends a code. Only with `crlf`, `tab` or `none` may a code itself hold line ends.',
    default: 'auto',
  },
);
export type Suffix = Static<typeof Suffix>;

export const BarcodeOptions = Type.Object(
  {
    suffix: Suffix,
    encoding: Type.Union([Type.Literal('utf-8'), Type.Literal('latin-1')], {
      description: 'How the scanner writes characters beyond ASCII; what is not UTF-8 is read as Latin-1.',
      default: 'utf-8',
    }),
    stripPrefix: Type.String({
      description: 'Taken off the beginning of a code, where the scanner is set to send it.',
      default: '',
      maxLength: 32,
    }),
    stripSuffix: Type.String({
      description: 'Taken off the end of a code, where the scanner is set to send it before the suffix.',
      default: '',
      maxLength: 32,
    }),
    aimIdentifier: Type.Boolean({
      description: 'Whether a code that begins like an AIM symbology identifier (`]E0`) has one.',
      default: true,
    }),
    repeatMs: Type.Integer({
      description:
        'The same code is not told again until it was out of sight for so long; 0 tells every one.',
      default: 1_000,
      minimum: 0,
      maximum: 60_000,
      'x-unit': 'ms',
    }),
    acknowledge: Type.Union([Type.Literal('none'), Type.Literal('honeywell')], {
      description:
        'Answer to every code. `honeywell`: the beep of “Host ACK”, without which a scanner set to it waits.',
      default: 'none',
    }),
  },
  Closed,
);
export type BarcodeOptions = Static<typeof BarcodeOptions>;
