/** The kiosk's own incidents over a link, counted: each code should be opened once and closed once. */
import type { NewEvent } from '../../broker/contract/events.ts';
import type { Clock } from '../../broker/ports.ts';
import type { LinkHealth, MqttLink } from '../../broker/link/mqtt-link.ts';
import type { Outbox } from '../../broker/outbox/outbox.ts';
import type { Uplink } from '../../broker/uplink/uplink.ts';
import { Incidents } from '../../kiosk/displays/incidents.ts';
import { LinkWatch } from '../../kiosk/host/link-watch.ts';
import { OutboxWatch } from '../../kiosk/host/outbox-watch.ts';
import { QuietLogger } from '../support/quiet-logger.ts';

export interface Alarm {
  code: string;
  opened: number;
  closed: number;
}

export interface Alarms {
  all: () => Alarm[];
  stop: () => void;
}

export interface WatchedParts {
  outbox: Outbox;
  uplink: Uplink;
  link: MqttLink & LinkHealth;
  clock: Clock;
  /** An incident is an event itself. */
  append: (event: NewEvent) => void;
}

/** Wired as a kiosk wires them (kiosk/host/wiring.ts). */
export function watchAlarms({ outbox, uplink, link, clock, append }: WatchedParts): Alarms {
  const alarms = new Map<string, Alarm>();
  let ids = 0;
  const count = (event: NewEvent): void => {
    if (event.name === 'incident_opened') of(alarms, event.data.code).opened += 1;
    if (event.name === 'incident_closed') of(alarms, event.data.code).closed += 1;
    append(event);
  };
  const newId = (): string => `incident-${(ids += 1)}`;
  const incidents = new Incidents({ clock, logger: new QuietLogger(), newId, append: count });
  const watch = new LinkWatch({
    incidents,
    clock,
    refresh: () => undefined,
    isConnected: () => link.connected,
    connected: () => undefined,
    fault: () => link.fault,
  });
  link.onConnection((connected) => watch.connection(connected));
  link.onContested((contested) => watch.contested(contested));
  uplink.onSilence((silent) => watch.silent(silent));
  const outboxWatch = new OutboxWatch({ incidents, clock });
  outbox.onTrouble((trouble) => outboxWatch.trouble(trouble));
  const stop = (): void => {
    watch.stop();
    outboxWatch.stop();
  };
  return { all: () => [...alarms.values()], stop };
}

function of(alarms: Map<string, Alarm>, code: string): Alarm {
  const alarm = alarms.get(code) ?? { code, opened: 0, closed: 0 };
  alarms.set(code, alarm);
  return alarm;
}
