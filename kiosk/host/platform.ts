/** The kiosk's way to the platform: one MQTT link, events up, state up, settings and commands down. */
import type { KioskAddress } from '../../broker/contract/topics.ts';
import { clientIdOf } from '../../broker/identity/client-id.ts';
import { GatedLink } from '../../broker/link/gated-link.ts';
import { MqttJsLink } from '../../broker/link/mqtt-js-link.ts';
import type { SeverableLink } from '../../broker/link/mqtt-link.ts';
import type { Outbox } from '../../broker/outbox/outbox.ts';
import { KioskDownlink } from '../../broker/uplink/kiosk-downlink.ts';
import { presenceWill } from '../../broker/uplink/kiosk-state.ts';
import { Uplink } from '../../broker/uplink/uplink.ts';
import { credentialsOf } from '../pairing/keeper-ports.ts';
import type { HostContext } from './context.ts';

export interface Platform {
  link: GatedLink;
  uplink: Uplink;
  downlink: KioskDownlink;
}

export function createPlatform(context: HostContext, outbox: Outbox): Platform {
  const { values, address, clock, random, logger } = context;
  const link = new GatedLink({ link: createLink(context), logger });
  return {
    link,
    uplink: new Uplink({ link, outbox, address, clock, random, logger, ackMode: values.ack }),
    downlink: new KioskDownlink({ link, address, clock, random, logger }),
  };
}

function createLink(context: HostContext): SeverableLink {
  const { values, address, boot, brokerPassword, paired, clock, random, logger } = context;
  const clientId = paired?.identity.grant.clientId ?? clientIdOf(address);
  const identity = { clientId, will: presenceWill(address, boot) };
  if (context.createLink !== undefined) return context.createLink(identity);
  return new MqttJsLink({
    ...identity,
    ...(paired ? credentialsOf(paired.identity) : {}),
    url: values.broker,
    ...(values.brokerUser === '' ? {} : { username: values.brokerUser }),
    ...(brokerPassword === null ? {} : { password: brokerPassword }),
    clock,
    random,
    logger,
  });
}

/** Source of its events and topic of its acknowledgements follow from the address. */
export function sourceOf(address: KioskAddress): string {
  return `/${address.tenant}/${address.store}/${address.kiosk}`;
}
