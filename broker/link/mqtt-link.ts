/**
 * What the project needs from MQTT: a connection that comes back by itself, QoS 1 both ways, and honest failures.
 * Nothing is queued here; what must survive an outage belongs in the outbox.
 */
import type { BrokerError } from '../errors.ts';

/** The largest payload of the contract: CloudEvents intermediaries must forward 64 KiB, not more. */
export const MAX_PAYLOAD_BYTES = 65_536;

/** The message that the broker publishes for us when the connection is lost without a goodbye. */
export interface LinkWill {
  topic: string;
  payload: string;
  retain: boolean;
}

/** What is known of the connection beyond whether it stands. */
export interface LinkHealth {
  /** Why there is no connection, as far as somebody can do something about it; undefined while there is one. */
  readonly fault: BrokerError | undefined;
  /** True while every connection is ended soon after it stood: by another client with this identity, or by rules. */
  readonly contested: boolean;
  /** Called once when it becomes so, and once, with false, when a connection has stood for long. */
  onContested(listener: (contested: boolean) => void): () => void;
}

/** PEM texts: whom to trust, and who we are. */
export interface LinkCredentials {
  /** Authorities of the broker's certificate; left out: those of Node.js. */
  ca?: string;
  /** Our certificate with its chain, and its key. */
  cert?: string;
  key?: string;
}

export interface PublishOptions {
  /** The broker keeps the last value of the topic. Default false. */
  retain?: boolean;
}

export interface MqttLink {
  readonly connected: boolean;
  /** Begins to connect; resolves at once and never rejects because the broker is down. */
  start(): Promise<void>;
  /** Publishes nothing more and says goodbye, so that the will is not sent. */
  stop(): Promise<void>;
  /**
   * QoS 1; resolves at PUBACK, which is not durability.
   * @throws BrokerError TW_LINK_DOWN when not connected, or when the connection is lost before PUBACK;
   * TW_PAYLOAD_TOO_LARGE above 64 KiB.
   */
  publish(topic: string, payload: string, options?: PublishOptions): Promise<void>;
  /**
   * QoS 1; remembered and repeated on every connect, before `connected` turns true.
   * @throws BrokerError TW_LINK_REFUSED when the broker answers with a failure.
   */
  subscribe(filters: readonly string[]): Promise<void>;
  onMessage(listener: (topic: string, payload: Uint8Array) => void): () => void;
  onConnection(listener: (connected: boolean) => void): () => void;
}

/** A link whose cable can be cut: the broker sees a loss, not a goodbye, and sends the will. `start` mends it. */
export interface SeverableLink extends MqttLink, LinkHealth {
  sever(): void;
  /**
   * Takes other certificates from the next connection on, and connects anew once nothing is under way.
   * @throws BrokerError TW_LINK_CERTIFICATE when they cannot be used; the old ones stay then
   */
  renew(credentials: LinkCredentials): Promise<void>;
}
