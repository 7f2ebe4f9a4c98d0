/** What pairing and renewal ask of the hub. Nothing here throws: every failure is an answer that a screen can say. */
import type { PairingProblem } from '../../broker/contract/pairing-screen.ts';
import type { PairingBegin, PairingBegun, PairingGrant } from '../../broker/contract/pairing.ts';
import type { KioskIdentity, PendingPairing } from './identity.ts';

export interface AskFailed {
  kind: 'failed';
  problem: PairingProblem;
  /** For the log. */
  detail: string;
  /** Code of the hub's refusal; empty when there was none. */
  code: string;
}

export interface BegunAnswer {
  kind: 'begun';
  begun: PairingBegun;
  /** Counted by the hub's clock. */
  lifetimeMs: number;
}

export interface Granted {
  kind: 'granted';
  grant: PairingGrant;
}

export type PollAnswer = Granted | { kind: 'pending' | 'slow_down' | 'denied' | 'expired' } | AskFailed;
/** `revoked`: the hub knows the kiosk and wants it no more. */
export type StandingAnswer = { kind: 'in_force' | 'revoked' } | AskFailed;

export interface PairingHub {
  /** Address, for people. */
  readonly url: string;
  begin(request: PairingBegin): Promise<BegunAnswer | AskFailed>;
  poll(pending: PendingPairing): Promise<PollAnswer>;
}

export interface RenewalHub {
  renew(identity: KioskIdentity, csr: string): Promise<Granted | { kind: 'revoked' } | AskFailed>;
  /** Is the kiosk still one of the fleet? Asked when the broker lets it in no more. */
  standing(identity: KioskIdentity): Promise<StandingAnswer>;
}
