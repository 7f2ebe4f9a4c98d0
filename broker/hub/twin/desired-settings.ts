/** Desired settings: one versioned document per kiosk, retained at the broker and offered until the kiosk has it. */
import { MOST } from '../../contract/events.ts';
import type { DesiredDisplays, DisplaySettingsPatch } from '../../contract/settings.ts';
import { topicOf, type KioskAddress } from '../../contract/topics.ts';
import type { MqttLink } from '../../link/mqtt-link.ts';
import type { Clock, Logger } from '../../ports.ts';
import type { DesiredDocument, DesiredStore } from '../store/desired-store.ts';
import type { KioskRecord } from '../store/kiosk-store.ts';
import { hashOf } from './canonical-json.ts';

/** A kiosk that keeps reporting an old version is not answered more often than this. */
const OFFER_MS = 5_000;

export interface DesiredSettingsOptions {
  store: Pick<DesiredStore, 'all' | 'hashes' | 'change'>;
  link: MqttLink;
  root: string;
  tenant: string;
  clock: Clock;
  logger: Logger;
}

export class DesiredSettings {
  readonly #options: DesiredSettingsOptions;
  readonly #offeredAt = new Map<string, number>();
  #documents = new Map<string, DesiredDocument>();

  constructor(options: DesiredSettingsOptions) {
    this.#options = options;
  }

  /** What the database has. */
  async load(): Promise<void> {
    this.#documents = await this.#options.store.all();
  }

  /** Takes over what other hubs have changed; whoever changed it has published it. */
  async refresh(): Promise<boolean> {
    const hashes = await this.#options.store.hashes();
    const same = [...hashes].every(([id, hash]) => {
      const known = this.#documents.get(id);
      return known !== undefined && `${known.version} ${known.hash}` === hash;
    });
    if (!same) await this.load();
    return !same;
  }

  of(kioskId: string): DesiredDocument | undefined {
    return this.#documents.get(kioskId);
  }

  /**
   * Merges `patch` into what is desired for one display; null takes a setting back. The document is on disk before it
   * is published, and its version is above everything the kiosk has ever reported.
   */
  async change(
    kiosk: KioskRecord,
    display: string,
    patch: Record<string, unknown>,
  ): Promise<DesiredDocument> {
    let isOld = false;
    const document = await this.#options.store.change(kiosk.id, (before) => {
      const next = merge(before, { display, patch, above: kiosk.reported?.version ?? 0 });
      isOld = before?.hash === next.hash;
      return isOld && before ? before : next;
    });
    this.#documents.set(kiosk.id, document);
    if (!isOld) this.publish(kiosk);
    return document;
  }

  /** Retained; published again after every connect because a broker may have forgotten it. */
  publish(kiosk: KioskRecord): void {
    const { link, root, tenant, clock, logger } = this.#options;
    const document = this.#documents.get(kiosk.id);
    if (!document || !link.connected) return;
    this.#offeredAt.set(kiosk.id, clock.now());
    const address: KioskAddress = { root, tenant, store: kiosk.store, kiosk: kiosk.kiosk };
    const topic = topicOf(address, 'desired', 'config');
    link.publish(topic, JSON.stringify(document), { retain: true }).catch((error: unknown) => {
      logger.debug({ kiosk: kiosk.id, err: error }, 'desired settings were not sent; they are sent again');
    });
  }

  /** Publishes once more when what the kiosk reports is older than what is desired. */
  offer(kiosk: KioskRecord): void {
    const document = this.#documents.get(kiosk.id);
    if (!document || !kiosk.reported || kiosk.reported.version >= document.version) return;
    const last = this.#offeredAt.get(kiosk.id) ?? Number.NEGATIVE_INFINITY;
    if (this.#options.clock.now() - last >= OFFER_MS) this.publish(kiosk);
  }
}

/** @param how `above`: the version that the new one must be higher than, whatever came before. */
function merge(
  before: DesiredDocument | undefined,
  { display, patch, above }: { display: string; patch: Record<string, unknown>; above: number },
): DesiredDocument {
  const merged = Object.entries({ ...before?.displays[display], ...patch }).filter(
    ([, value]) => value !== null,
  );
  const displays: DesiredDisplays = {
    ...before?.displays,
    [display]: Object.fromEntries(merged) as DisplaySettingsPatch,
  };
  // A kiosk takes another document of the same version, so a report that is at the end of the numbers harms nothing.
  const version = Math.min(MOST, Math.max(before?.version ?? 0, above) + 1);
  return { version, hash: hashOf(displays), displays };
}
