/**
 * One connection over mqtt.js, used as a wire client only: its stores lose messages (docs/reference/mqtt.md, finding 1
 * to 4) and its reconnect has no jitter, so every connection is a fresh client without queue, store or resubscription.
 */
import { connect, type MqttClient } from 'mqtt';
import { BrokerError } from '../errors.ts';
import type { LinkCredentials, LinkWill } from './mqtt-link.ts';

export interface WireOptions {
  /** `mqtt://` `mqtts://` `ws://` or `wss://`. */
  url: string;
  clientId: string;
  username?: string;
  password?: string;
  will?: LinkWill;
  /** Default 15. A dead line is noticed after one and a half times this. */
  keepaliveSeconds?: number;
}

export const CONNECT_TIMEOUT_MS = 5_000;
const GOODBYE_MS = 1_000;
/** AWS IoT Core accepts eight filters per SUBSCRIBE. */
const FILTERS_PER_SUBSCRIBE = 8;
const REFUSED = 128;

/** mqtt.js takes an unknown scheme for TCP and then fails for ever. @throws BrokerError TW_LINK_ADDRESS */
export function assertAddress(url: string): void {
  const scheme = URL.canParse(url) ? new URL(url).protocol : '';
  if (['mqtt:', 'mqtts:', 'ws:', 'wss:'].includes(scheme)) return;
  throw new BrokerError(
    'TW_LINK_ADDRESS',
    `${withoutLogin(url)} is no mqtt://, mqtts://, ws:// or wss:// address.`,
  );
}

/** The address as it may stand in a log. */
export function withoutLogin(url: string): string {
  return url.replace(/\/\/[^/@]*@/, '//');
}

/** Begins to connect. Certificates are verified, and for the name in the address, whatever the environment says. */
export function openWire(options: WireOptions, { ca, cert, key }: LinkCredentials): MqttClient {
  const { url, clientId, username, password, will, keepaliveSeconds } = options;
  return connect(url, {
    clientId,
    protocolVersion: 4,
    clean: true,
    keepalive: keepaliveSeconds ?? 15,
    connectTimeout: CONNECT_TIMEOUT_MS,
    reconnectPeriod: 0,
    resubscribe: false,
    queueQoSZero: false,
    rejectUnauthorized: true,
    ...(username !== undefined && { username }),
    ...(password !== undefined && { password }),
    ...(ca !== undefined && { ca }),
    ...(cert !== undefined && { cert }),
    ...(key !== undefined && { key }),
    ...(will && { will: { ...will, payload: Buffer.from(will.payload), qos: 1 } }),
  });
}

/** @throws BrokerError TW_LINK_REFUSED when the broker says no; TW_LINK_DOWN when it says nothing any more */
export async function subscribeAll(client: MqttClient, filters: readonly string[]): Promise<void> {
  for (let start = 0; start < filters.length; start += FILTERS_PER_SUBSCRIBE) {
    const some = filters.slice(start, start + FILTERS_PER_SUBSCRIBE);
    const granted = await client.subscribeAsync([...some], { qos: 1 }).catch((error: unknown) => {
      // mqtt.js hands the SUBACK over with its error when a filter was refused, and nothing when the line went.
      const isRefusal = error instanceof Error && 'packet' in error;
      if (!isRefusal) throw new BrokerError('TW_LINK_DOWN', undefined, { cause: error });
      throw new BrokerError('TW_LINK_REFUSED', `No subscription to ${some.join(', ')}.`, { cause: error });
    });
    const refused = granted.filter((grant) => grant.qos >= REFUSED).map((grant) => grant.topic);
    if (refused.length > 0)
      throw new BrokerError('TW_LINK_REFUSED', `No subscription to ${refused.join(', ')}.`);
  }
}

/** mqtt.js waits for ever for outstanding PUBACKs before DISCONNECT; we do not. */
export async function sayGoodbye(client: MqttClient): Promise<void> {
  await new Promise<void>((resolve) => {
    const limit = setTimeout(() => {
      client.end(true);
      resolve();
    }, GOODBYE_MS);
    client.end(false, () => {
      clearTimeout(limit);
      resolve();
    });
  });
}
