/** A kiosk as a broker knows it: by the serial number of its certificate. */
import type { KioskAddress } from '../contract/topics.ts';

export interface BrokerIdentity {
  /** Lower case hexadecimal. */
  serial: string;
  /** The certificate's common name. */
  clientId: string;
  address: KioskAddress;
  /** Milliseconds since 1970. */
  notAfter: number;
}
