/** The kiosk's way to the platform: one MQTT link, events up, state up, settings and commands down. */
import type { KioskAddress } from '../../broker/contract/topics.ts';
import { GatedLink } from '../../broker/link/gated-link.ts';
import { MqttJsLink } from '../../broker/link/mqtt-js-link.ts';
import type { Outbox } from '../../broker/outbox/outbox.ts';
import type { Clock, Logger, Random } from '../../broker/ports.ts';
import { KioskDownlink } from '../../broker/uplink/kiosk-downlink.ts';
import { presenceWill } from '../../broker/uplink/kiosk-state.ts';
import { Uplink } from '../../broker/uplink/uplink.ts';
import type { Settings } from '../config/settings.ts';

export interface PlatformOptions {
  settings: Settings;
  address: KioskAddress;
  /** New at every start of the service. */
  boot: string;
  password: string | null;
  outbox: Outbox;
  clock: Clock;
  random: Random;
  logger: Logger;
}

export interface Platform {
  link: GatedLink;
  uplink: Uplink;
  downlink: KioskDownlink;
}

export function createPlatform(options: PlatformOptions): Platform {
  const { settings, address, outbox, clock, random, logger } = options;
  const link = new GatedLink({ link: createLink(options), logger });
  return {
    link,
    uplink: new Uplink({ link, outbox, address, clock, random, logger, ackMode: settings.ack }),
    downlink: new KioskDownlink({ link, address, clock, random, logger }),
  };
}

function createLink(options: PlatformOptions): MqttJsLink {
  const { settings, address, boot, password, clock, random, logger } = options;
  return new MqttJsLink({
    url: settings.broker,
    clientId: clientId(address),
    will: presenceWill(address, boot),
    ...(settings.brokerUser === '' ? {} : { username: settings.brokerUser }),
    ...(password === null ? {} : { password }),
    clock,
    random,
    logger,
  });
}

/** The kiosk's place in the fleet, so that a broker can bind it to the credential. At most 64 characters. */
export function clientId(address: KioskAddress): string {
  return `${address.root}-${address.tenant}-${address.store}-${address.kiosk}`.slice(0, 64);
}

/** Source of its events and topic of its acknowledgements follow from the address. */
export function sourceOf(address: KioskAddress): string {
  return `/${address.tenant}/${address.store}/${address.kiosk}`;
}
