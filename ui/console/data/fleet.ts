/** Reads an overview as a manager would: which displays work, and what is wrong now. */
import type { ConsoleOverview, KioskSummary } from '../../../broker/contract/http.ts';
import type { DeviceState, DisplayState } from '../../../broker/contract/messages.ts';
import { texts } from '../texts.ts';
import { remedyOf } from '../uplink/remedies.ts';
import { deviceName, kioskName, readable } from './names.ts';
import { at } from './time.ts';

export interface FleetProblem {
  /** Stable, so that a list keeps its place. */
  key: string;
  text: string;
  remedy: string;
}

export interface FleetSummary {
  headline: string;
  problems: FleetProblem[];
}

export function summary(overview: ConsoleOverview, now: Date): FleetSummary {
  const displays = overview.kiosks.flatMap((kiosk) => kiosk.displays.map((display) => ({ kiosk, display })));
  const working = displays.filter(({ kiosk, display }) => displayWorks(kiosk, display)).length;
  const problems = overview.kiosks.flatMap((kiosk) => problemsOf(kiosk, overview.kiosks, now));
  const unknown = displays.filter(({ kiosk }) => !kiosk.online).length;
  return { headline: headline({ total: displays.length, working, unknown }), problems };
}

/** A display works when its kiosk is online and a browser shows it. */
export function displayWorks(kiosk: KioskSummary, display: DisplayState): boolean {
  return kiosk.online && display.browsers > 0;
}

/** `starting` is on its way and `stopped` is somebody's wish: neither is a problem. */
export function deviceBroken(device: DeviceState): boolean {
  return device.status === 'failed' || device.status === 'searching';
}

/** Kiosks with something wrong come first; otherwise the hub's order stays. */
export function worstFirst(kiosks: readonly KioskSummary[]): KioskSummary[] {
  return [...kiosks].sort((a, b) => Number(healthy(a)) - Number(healthy(b)));
}

/** Online, every display open, every device well, no open incident. */
export function healthy(kiosk: KioskSummary): boolean {
  return (
    kiosk.online &&
    kiosk.displays.every((display) => display.browsers > 0) &&
    !kiosk.devices.some(deviceBroken) &&
    openIncidents(kiosk).length === 0
  );
}

export function openIncidents(kiosk: KioskSummary): KioskSummary['incidents'] {
  return kiosk.incidents.filter((incident) => incident.closedAt === null);
}

/** A display whose kiosk is offline is not broken: it does not answer. */
function headline({ total, working, unknown }: { total: number; working: number; unknown: number }): string {
  if (total === 0) return texts.noDisplays;
  if (working === total) return texts.allWork(total);
  if (working > 0) return texts.someWork(working, total);
  return unknown === total ? texts.noneAnswer(total) : texts.noneWork(total);
}

/** An offline kiosk is one problem: what its devices said last is no longer known. */
function problemsOf(kiosk: KioskSummary, all: readonly KioskSummary[], now: Date): FleetProblem[] {
  const name = kioskName(kiosk, all);
  if (!kiosk.online) {
    const text = texts.problem.kioskOffline(name, at(new Date(kiosk.since), now));
    return [{ key: `${kiosk.id} offline`, text, remedy: texts.problem.kioskOfflineRemedy }];
  }
  return [
    ...kiosk.displays
      .filter((display) => display.browsers === 0)
      .map((display) => closed(kiosk, name, display)),
    ...kiosk.devices.filter(deviceBroken).map((device) => broken(kiosk, name, device)),
    ...kiosk.settings
      .filter((view) => view.state === 'refused')
      .map((view) => ({
        key: `${kiosk.id} settings ${view.display}`,
        text: texts.problem.refused(view.name, name),
        remedy: view.problem ?? '',
      })),
    ...openIncidents(kiosk)
      .filter(
        (incident) => !kiosk.devices.some((device) => deviceBroken(device) && device.code === incident.code),
      )
      .map((incident) => ({
        key: `${kiosk.id} ${incident.id}`,
        text: `${name}: ${readable(incident.message, kiosk.devices)}`,
        remedy: remedyOf(incident.code),
      })),
  ];
}

function closed(kiosk: KioskSummary, name: string, display: DisplayState): FleetProblem {
  return {
    key: `${kiosk.id} display ${display.id}`,
    text: texts.problem.displayClosed(display.name, name),
    remedy: texts.problem.displayClosedRemedy,
  };
}

function broken(kiosk: KioskSummary, name: string, device: DeviceState): FleetProblem {
  const what = device.message ?? texts.device.status[device.status];
  return {
    key: `${kiosk.id} device ${device.id}`,
    text: texts.problem.device(deviceName(device.id), name, what.replace(/\.$/, '')),
    remedy: device.remedy ?? '',
  };
}
