/** Kiosks as the console sees them. */
import type { DisplaySettingsView, KioskSummary } from '../../contract/http.ts';
import type { Store } from '../../contract/domain.ts';
import type { DisplayState } from '../../contract/messages.ts';
import { toTopicLevel } from '../../contract/topics.ts';
import type { DesiredDocument } from '../store/desired-store.ts';
import type { IncidentStore } from '../store/incident-store.ts';
import type { KioskRecord } from '../store/kiosk-store.ts';
import type { StreamStore, StreamTotals } from '../store/stream-store.ts';

export interface SummaryOptions {
  incidents: Pick<IncidentStore, 'of'>;
  streams: Pick<StreamStore, 'totals'>;
  desired: { of(kioskId: string): DesiredDocument | undefined };
  stores: { stores(): Store[] };
}

export class Summaries {
  readonly #options: SummaryOptions;

  constructor(options: SummaryOptions) {
    this.#options = options;
  }

  async of(kiosk: KioskRecord): Promise<KioskSummary> {
    const [summary] = await this.all([kiosk]);
    return summary as KioskSummary;
  }

  /** In the same order, with two queries however many there are. */
  async all(kiosks: readonly KioskRecord[]): Promise<KioskSummary[]> {
    const { incidents, streams, stores } = this.#options;
    const ids = kiosks.map(({ id }) => id);
    const [about, totals] = [await incidents.of(ids), await streams.totals(ids)];
    const known = stores.stores();
    return kiosks.map((kiosk) =>
      this.#summary(kiosk, {
        storeName: storeOf(kiosk, known)?.name ?? kiosk.store,
        incidents: about.get(kiosk.id) ?? [],
        events: totals.get(kiosk.id) as StreamTotals,
      }),
    );
  }

  #summary(
    kiosk: KioskRecord,
    found: Pick<KioskSummary, 'storeName' | 'incidents' | 'events'>,
  ): KioskSummary {
    const { desired } = this.#options;
    return {
      id: kiosk.id,
      store: kiosk.store,
      ...found,
      kiosk: kiosk.kiosk,
      online: kiosk.online,
      lastSeen: kiosk.lastSeen,
      since: kiosk.since,
      version: kiosk.version,
      catalogue: kiosk.catalogue,
      outboxDepth: kiosk.outboxDepth,
      devices: kiosk.devices,
      displays: kiosk.displays,
      uplink: kiosk.uplink,
      settings: settingsOf(kiosk, desired.of(kiosk.id)),
    };
  }
}

/** The store a kiosk stands in: by the code it tells, else by its topic level. */
export function storeOf(
  kiosk: Pick<KioskRecord, 'store' | 'storeCode'>,
  stores: readonly Store[],
): Store | undefined {
  return (
    stores.find(({ storeCode }) => storeCode === kiosk.storeCode) ??
    stores.find(({ storeCode }) => toTopicLevel(storeCode) === kiosk.store)
  );
}

/** Whose copy of the catalogue a kiosk has; where there are products and no stores yet, all of them under its own name. */
export function replicaStoreOf(
  kiosk: Pick<KioskRecord, 'store' | 'storeCode'>,
  stores: readonly Store[],
): string | undefined {
  const own = kiosk.storeCode === '' ? kiosk.store : kiosk.storeCode;
  return stores.length === 0 ? own : storeOf(kiosk, stores)?.storeCode;
}

function settingsOf(kiosk: KioskRecord, desired: DesiredDocument | undefined): DisplaySettingsView[] {
  const known = new Map(kiosk.displays.map((display) => [display.id, display]));
  const ids = new Set([
    ...known.keys(),
    ...Object.keys(kiosk.reported?.displays ?? {}),
    ...Object.keys(desired?.displays ?? {}),
  ]);
  return [...ids].sort().map((id) => viewOf(known.get(id) ?? guessOf(id), kiosk, desired));
}

function viewOf(
  display: Pick<DisplayState, 'id' | 'name' | 'kind'>,
  kiosk: KioskRecord,
  desired: DesiredDocument | undefined,
): DisplaySettingsView {
  const wanted = desired?.displays[display.id] ?? {};
  const problem = problemOf(kiosk, display.id);
  return {
    display: display.id,
    name: display.name,
    kind: display.kind,
    desired: wanted,
    reported: kiosk.reported?.displays[display.id] ?? null,
    state: stateOf(kiosk, desired, { wanted, problem }),
    problem,
  };
}

function stateOf(
  kiosk: KioskRecord,
  desired: DesiredDocument | undefined,
  { wanted, problem }: { wanted: object; problem: string | null },
): DisplaySettingsView['state'] {
  if (problem !== null) return 'refused';
  if (!desired || Object.keys(wanted).length === 0) return 'in_force';
  const { reported } = kiosk;
  return reported?.version === desired.version && reported.hash === desired.hash ? 'in_force' : 'pending';
}

/** A problem names the display in its setting (`wall.idleSeconds`); one that names none concerns them all. */
function problemOf(kiosk: KioskRecord, display: string): string | null {
  const names = new Set(kiosk.displays.map(({ id }) => id));
  const own = kiosk.reported?.problems.find(({ setting }) => {
    const parts = setting.split(/[./]/);
    return parts.includes(display) || !parts.some((part) => names.has(part));
  });
  return own?.message ?? null;
}

function guessOf(id: string): Pick<DisplayState, 'id' | 'name' | 'kind'> {
  return { id, name: id, kind: id.startsWith('room') ? 'room' : 'wall' };
}
