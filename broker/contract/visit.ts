/**
 * A visit by phone, in the shape of the device authorization grant (RFC 8628): the display asks for a code and shows it as a
 * QR code, a phone opens it, signs in and confirms, and the hub pushes the outcome to the kiosk by a command instead of being
 * polled. The kiosk's own MQTT login takes the place of the device code: nobody else hears the answer.
 */
import { Type, type Static } from 'typebox';
import { literals } from './literals.ts';

const Closed = { additionalProperties: false } as const;

/** `WDJB-MJHT`, as in pairing. */
export const VisitCode = Type.String({
  pattern: '^[BCDFGHJKLMNPQRSTVWXZ]{4}-[BCDFGHJKLMNPQRSTVWXZ]{4}$',
});

/** Names a visit between its kiosk and the hub. Never shown. */
export const VisitId = Type.String({ pattern: '^[A-Za-z0-9_-]{22,64}$' });

export const VisitBegun = Type.Object(
  {
    visit: VisitId,
    code: VisitCode,
    uri: Type.String({
      description:
        'What the QR code holds: the page of the hub, with the code (`verification_uri_complete`).',
      maxLength: 300,
    }),
    expiresIn: Type.Integer({ description: 'Seconds.', minimum: 1, maximum: 300 }),
  },
  Closed,
);
export type VisitBegun = Static<typeof VisitBegun>;

/** `opened`: a phone went on with the code. The others end the visit. */
export const VISIT_STEPS = ['opened', 'confirmed', 'refused', 'failed'] as const;
export const VisitStep = literals(VISIT_STEPS);
export type VisitStep = (typeof VISIT_STEPS)[number];

/** An answer to one question for consent. The words of each version are kept by whoever asks. */
export const ConsentAnswer = Type.Object(
  {
    purpose: Type.String({ pattern: '^[a-z0-9_]{1,40}$' }),
    version: Type.String({ minLength: 1, maxLength: 20 }),
    lang: Type.String({ description: 'BCP 47; language of the words that were shown.', maxLength: 16 }),
    given: Type.Boolean({ description: 'False: taken back.' }),
  },
  Closed,
);
export type ConsentAnswer = Static<typeof ConsentAnswer>;
