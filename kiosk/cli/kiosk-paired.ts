/** A kiosk that is paired: shows a code while it has no identity, runs while it has one, and again. */
import { join } from 'node:path';
import type { Logger } from '../../broker/ports.ts';
import type { LoadedSettings } from '../config/load.ts';
import { HttpHub } from '../pairing/http-hub.ts';
import type { KioskIdentity } from '../pairing/identity.ts';
import { IdentityStore } from '../pairing/identity-store.ts';
import { makeKeyRequest } from '../pairing/key-request.ts';
import { PairingMode } from '../pairing/pairing-mode.ts';
import { takePlace } from '../pairing/take-place.ts';
import { systemClock, systemRandom } from '../system/clock.ts';
import { readVersion } from '../system/version.ts';
import { runKiosk, type EndOfRun } from './kiosk-run.ts';
import { findPages } from './pages.ts';

export interface PairedRun {
  settings: LoadedSettings;
  logger: Logger;
  /** Forgets the identity that is there. */
  anew: boolean;
  stopped: Promise<void>;
  /** Called once, as soon as the screens can be opened. */
  ready: (url: string) => void;
}

export async function runPaired(run: PairedRun): Promise<void> {
  const { settings, logger, stopped } = run;
  const store = new IdentityStore(join(settings.values.data, 'kiosk'));
  const hub = new HttpHub(settings.values.hub, systemClock);
  const ready = once(run.ready);
  if (run.anew) store.forget('none');
  for (let end: EndOfRun = 'removed'; end === 'removed';) {
    const identity = store.current() ?? (await pair({ ...run, ready }, store, hub));
    if (identity === null) return;
    // The place is of this identity; a next one may have another.
    const own = { values: { ...settings.values }, origins: settings.origins };
    for (const claim of takePlace(own, identity))
      logger.warn(
        { code: 'TW_IDENTITY_PLACE', claim },
        `the settings say ${claim}, but this kiosk was paired as ${identity.grant.kiosk} of ${identity.grant.storeCode}; tapwall kiosk --pair moves it`,
      );
    end = await runKiosk({ settings: own, logger, paired: { identity, store, hub }, stopped, ready });
    if (end === 'removed') store.forget('removed');
  }
}

/** Null when the service was stopped before. The port stays the same, so that open pages find what follows. */
async function pair(
  { settings: { values, origins }, logger, stopped, ready }: PairedRun,
  store: IdentityStore,
  hub: HttpHub,
): Promise<KioskIdentity | null> {
  const mode = new PairingMode({
    hub,
    store,
    claim: {
      storeCode: values.store,
      kiosk: origins.kiosk === 'default' ? '' : values.kiosk,
      version: readVersion(),
    },
    makeKey: makeKeyRequest,
    displays: values.displays,
    address: { host: values.kioskHost, port: values.kioskPort },
    uiDir: findPages(logger),
    clock: systemClock,
    random: systemRandom,
    logger,
  });
  try {
    const { url } = await mode.start();
    values.kioskPort = Number(new URL(url).port);
    ready(url);
    // A question to the hub may be under way, which nobody waits for then.
    return await Promise.race([mode.paired(), stopped.then(() => null)]);
  } finally {
    await mode.stop();
  }
}

function once(call: (url: string) => void): (url: string) => void {
  let isDone = false;
  return (url) => {
    if (!isDone) call(url);
    isDone = true;
  };
}
