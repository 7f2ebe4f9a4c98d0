/** What a kiosk is told of its place, with its certificate. */
import type { PairingGrant } from '../../contract/pairing.ts';
import { toTopicLevel, type KioskAddress } from '../../contract/topics.ts';
import { clientIdOf } from '../../identity/client-id.ts';
import type { CertificateRow, NewPlace, PlaceRow } from './identity-store.ts';

export interface FleetFacts {
  root: string;
  tenant: string;
  /** Key of the pseudonyms of cards, hexadecimal; empty: no cards here. */
  loyaltyKey: string;
  /** URL of the broker as kiosks reach it. */
  broker: () => string;
  /** Name of a store of the catalogue; null when it has none of that code. */
  storeName: (storeCode: string) => Promise<string | null>;
}

export function placeAt(
  facts: FleetFacts,
  { storeCode, kiosk }: { storeCode: string; kiosk: string },
): NewPlace {
  const store = toTopicLevel(storeCode);
  return { clientId: clientIdOf(addressOf(facts, { store, kiosk })), storeCode, store, kiosk };
}

export function addressOf(
  { root, tenant }: Pick<FleetFacts, 'root' | 'tenant'>,
  { store, kiosk }: { store: string; kiosk: string },
): KioskAddress {
  return { root, tenant, store, kiosk };
}

/** In the certificate, beside the client id. */
export function uriOf({ root, tenant, store, kiosk }: KioskAddress): string {
  return `tapwall://${root}/${tenant}/${store}/${kiosk}`;
}

export async function grantOf(
  facts: FleetFacts,
  { place, certificate }: { place: PlaceRow; certificate: CertificateRow },
  { token, ca }: { token: string; ca: string },
): Promise<PairingGrant> {
  return {
    root: facts.root,
    tenant: facts.tenant,
    storeCode: place.store_code,
    storeName: (await facts.storeName(place.store_code)) ?? '',
    store: place.store,
    kiosk: place.kiosk,
    clientId: place.client_id,
    certificate: certificate.certificate + ca,
    ca,
    serial: certificate.serial,
    notAfter: new Date(certificate.not_after).toISOString(),
    broker: facts.broker(),
    token,
    loyaltyKey: facts.loyaltyKey,
  };
}
