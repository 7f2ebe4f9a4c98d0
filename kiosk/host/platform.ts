/** The kiosk's way to the platform: one MQTT link, events up, state up, settings and commands down. */
import type { Message } from '../../broker/contract/messages.ts';
import type { KioskAddress } from '../../broker/contract/topics.ts';
import { clientIdOf } from '../../broker/identity/client-id.ts';
import { FLEET, QUICK } from '../../broker/link/backoff.ts';
import { GatedLink } from '../../broker/link/gated-link.ts';
import { MqttJsLink } from '../../broker/link/mqtt-js-link.ts';
import type { SeverableLink } from '../../broker/link/mqtt-link.ts';
import { isLoopback } from '../../broker/loopback.ts';
import type { Outbox } from '../../broker/outbox/outbox.ts';
import { KioskDownlink } from '../../broker/uplink/kiosk-downlink.ts';
import { presenceWill } from '../../broker/uplink/kiosk-state.ts';
import { Uplink } from '../../broker/uplink/uplink.ts';
import { credentialsOf } from '../pairing/keeper-ports.ts';
import { hasNetwork } from '../system/has-network.ts';
import type { HostContext } from './context.ts';

/** AWS IoT Core stops at a hundred publishes a second. */
const CLOUD_RATE = 50;

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
    uplink: new Uplink({
      link,
      outbox,
      address,
      clock,
      random,
      logger,
      ackMode: values.ack,
      batchesPerSecond: batchesPerSecond(values),
    }),
    downlink: new KioskDownlink({
      link,
      address,
      clock,
      random,
      logger,
      presenceNow: () => presenceNow(outbox, values.ack),
    }),
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
    backoff: isOwnMachine(values.broker) ? QUICK : FLEET,
    hasNetwork: () => hasNetwork(),
    clock,
    random,
    logger,
  });
}

function isOwnMachine(broker: string): boolean {
  return URL.canParse(broker) && isLoopback(new URL(broker).hostname);
}

/** 0 leaves it to the place of the broker: one on this machine serves nobody else. */
function batchesPerSecond({ uplinkRate, broker }: HostContext['values']): number {
  if (uplinkRate > 0) return uplinkRate;
  return isOwnMachine(broker) ? Infinity : CLOUD_RATE;
}

/**
 * What can still be sent, read when presence is sent. When the broker's answer is enough, events leave the disk before
 * the hub has them, and the lowest number here says nothing of what it will get.
 */
function presenceNow(outbox: Outbox, ack: 'watermark' | 'puback'): Partial<Message<'state/presence'>> {
  const outboxDepth = outbox.depth();
  return ack === 'puback'
    ? { outboxDepth }
    : { outboxDepth, outbox: { epoch: outbox.epoch, floor: outbox.floor() } };
}

/** Source of its events and topic of its acknowledgements follow from the address. */
export function sourceOf(address: KioskAddress): string {
  return `/${address.tenant}/${address.store}/${address.kiosk}`;
}
