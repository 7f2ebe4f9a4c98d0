/** One connection per MQTT broker and credential, however many devices listen there. */
import type { MqttConnection } from '../../device/network/mqtt-connection.ts';
import type { DeviceHost } from '../../device/ports.ts';
import type { Credentials } from './secret-file.ts';

export interface BrokersOptions extends DeviceHost {
  broker: { url: string; username?: string; password?: string };
  clientId: string;
}

const LONGEST_CLIENT_ID = 64;

export class Brokers {
  readonly #options: BrokersOptions;
  readonly #connections = new Map<string, MqttConnection>();

  constructor(options: BrokersOptions) {
    this.#options = options;
  }

  /** @param url Undefined for the kiosk's own broker, which has its own credentials unless others are given. */
  async at(url: string | undefined, credentials: Credentials | undefined): Promise<MqttConnection> {
    const { MqttConnection: Connection } = await import('../../device/network/mqtt-connection.ts');
    const { broker, clientId, clock, logger } = this.#options;
    const given = credentials && { username: credentials.user, password: credentials.password };
    const target = url === undefined ? { ...broker, ...given } : { url, ...given };
    const key = JSON.stringify(target);
    const known = this.#connections.get(key);
    if (known !== undefined) return known;
    const suffix = `-devices-${this.#connections.size + 1}`;
    const connection = new Connection({
      ...target,
      clientId: `${clientId.slice(0, LONGEST_CLIENT_ID - suffix.length)}${suffix}`,
      clock,
      logger,
    });
    this.#connections.set(key, connection);
    return connection;
  }
}
