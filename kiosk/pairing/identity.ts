/** Who this kiosk is: what the hub granted, with the key that never left. */
import { Type, type Static } from 'typebox';
import { PairingBegun, PairingGrant } from '../../broker/contract/pairing.ts';

export const KioskIdentity = Type.Object({
  grant: PairingGrant,
  /** Private key, PKCS#8 PEM. */
  key: Type.String(),
});
export type KioskIdentity = Static<typeof KioskIdentity>;

/** Why there is no code, or why another one: said on the screen beside the new one. */
export const Ended = Type.Union([
  Type.Literal('none'),
  Type.Literal('denied'),
  Type.Literal('expired'),
  Type.Literal('removed'),
  Type.Literal('invalid'),
]);
export type Ended = Static<typeof Ended>;

/** A code that is shown: kept, so that a restart goes on with it. */
export const PendingPairing = Type.Object({
  begun: PairingBegun,
  key: Type.String(),
  /** What the request was committed to; every poll shows it. */
  verifier: Type.String(),
  check: Type.String(),
  /** Epoch milliseconds of this kiosk's clock. */
  begunAt: Type.Integer(),
  lifetimeMs: Type.Integer({ minimum: 0 }),
  ended: Ended,
});
export type PendingPairing = Static<typeof PendingPairing>;
