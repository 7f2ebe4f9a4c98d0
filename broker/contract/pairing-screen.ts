/** What a display shows while its kiosk has no place in the fleet yet. */

/**
 * Why the hub gives no code, or no answer: no way to it; nobody answers; its certificate is not to be trusted; it does not
 * pair kiosks; too many ask; this machine's clock is wrong; the kiosk cannot keep a secret on its disk.
 */
export type PairingProblem = 'network' | 'silent' | 'untrusted' | 'no_pairing' | 'busy' | 'clock' | 'disk';

export interface PairingView {
  /** `asking` the hub for a code; a `code` is shown; `away`: there is none, because of `problem`; `paired`: it goes on. */
  step: 'asking' | 'code' | 'away' | 'paired';
  /** What became of the code, or of the place, before: said beside the new code. `invalid`: the hub's answer was. */
  ended: 'none' | 'denied' | 'expired' | 'removed' | 'invalid';
  /** `WDJB-MJHT`; empty without a code, and so are `check` and `address`. */
  userCode: string;
  /** Six digits that the console shows too. */
  check: string;
  /** Where a manager enters the code. */
  address: string;
  /** What the installer wrote down; empty when nothing. */
  storeCode: string;
  /** Name of that store; empty when the hub knows none. */
  storeName: string;
  kiosk: string;
  /** Until the code expires; the browser counts down from it at receipt. */
  secondsLeft: number;
  /** With a code: the hub does not answer just now. */
  problem: PairingProblem | null;
  /** Address of the hub that is asked. */
  hub: string;
}
