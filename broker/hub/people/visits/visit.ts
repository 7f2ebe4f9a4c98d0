/** A visit by phone while it goes on. In memory only, and for five minutes at the most. */
import type { FoundPerson } from '../directory.ts';
import type { SignInCheck } from '../sign-in/sign-in.ts';

export interface Visit {
  readonly id: string;
  /** `WDJB-MJHT` */
  readonly code: string;
  readonly kioskId: string;
  readonly kiosk: { store: string; kiosk: string };
  readonly display: string;
  /** As the screens and the console call it. */
  readonly displayName: string;
  readonly storeName: string;
  /** Language of the display. */
  readonly language: string;
  /** Epoch milliseconds. */
  readonly expiresAt: number;
  /** Digest of the cookie of the browser that went on with the code; null: none has. */
  phone: string | null;
  /** Language of that browser's page. */
  phoneLanguage: string;
  attempts: number;
  /** Where the browser is: sent to the provider. */
  check: SignInCheck | null;
  /** Who signed in; asked to confirm. */
  found: FoundPerson | null;
}
