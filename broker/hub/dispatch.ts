/** Which part of the hub a kiosk's message goes to. What does not follow the contract is dropped with one line. */
import type { Message, MessageName } from '../contract/messages.ts';
import { parseTopic, type KioskAddress, type ParsedTopic } from '../contract/topics.ts';
import { isBrokerError } from '../errors.ts';
import { MessageReader } from '../link/message-reader.ts';
import type { Logger } from '../ports.ts';
import type { Ingest } from './ingest/ingest.ts';
import type { Requests, RequestName } from './requests/requests.ts';
import type { Commander } from './twin/commander.ts';
import type { DesiredSettings } from './twin/desired-settings.ts';
import type { Fleet } from './twin/fleet.ts';

export interface DispatchOptions {
  root: string;
  tenant: string;
  ingest: Ingest;
  fleet: Fleet;
  desired: DesiredSettings;
  commander: Commander;
  requests: Requests;
  logger: Logger;
}

export class Dispatch {
  readonly #options: DispatchOptions;
  readonly #reader = new MessageReader();

  constructor(options: DispatchOptions) {
    this.#options = options;
  }

  readonly receive = (topic: string, payload: Uint8Array): void => {
    const { root, tenant, logger } = this.#options;
    const parsed = parseTopic(topic);
    if (parsed?.address.root !== root || parsed.address.tenant !== tenant) return;
    // An empty payload is how a retained message is cleared.
    if (payload.byteLength === 0) return;
    try {
      this.#route(parsed, payload);
    } catch (error) {
      const code = isBrokerError(error) ? error.code : 'TW_HUB_FAILED';
      logger.warn({ topic, code, err: error }, 'a message was dropped');
    }
  };

  #route(parsed: ParsedTopic, payload: Uint8Array): void {
    const { ingest, fleet, requests, commander } = this.#options;
    const { address, name } = parsed;
    switch (parsed.class) {
      case 'evt':
        ingest.receive(address, payload);
        fleet.heard(address);
        return;
      case 'req':
        fleet.heard(address);
        requests.receive(address, name as RequestName, payload);
        return;
      case 'res':
        fleet.heard(address);
        commander.answered(address, this.#read(`res/${name}`, payload) as Message<'res/encode'>);
        return;
      case 'state':
        this.#state(address, name, payload);
        return;
      case 'reported':
        this.#reported(address, payload);
        return;
      case 'ack':
      case 'desired':
      case 'cmd':
      case 'rsp':
        // These come from a hub.
        return;
    }
  }

  #state(address: KioskAddress, name: string, payload: Uint8Array): void {
    const { fleet, desired } = this.#options;
    if (name === 'devices')
      fleet.update(address, { devices: this.#reader.read('state/devices', payload).devices });
    if (name === 'display')
      fleet.update(address, { displays: this.#reader.read('state/display', payload).displays });
    if (name !== 'presence') return;
    const message = this.#reader.read('state/presence', payload);
    fleet.presence(address, message);
    const kiosk = fleet.get(`${address.store}.${address.kiosk}`);
    if (message.online && kiosk) desired.offer(kiosk);
  }

  #reported(address: KioskAddress, payload: Uint8Array): void {
    const { fleet, desired } = this.#options;
    const reported = this.#reader.read('reported/config', payload);
    desired.offer(fleet.update(address, { reported }));
  }

  #read(name: string, payload: Uint8Array): unknown {
    return this.#reader.read(name as MessageName, payload);
  }
}
