/**
 * Which part of the hub a kiosk's message goes to. Every hub hears every kiosk, so that each console shows the whole fleet;
 * only the hub that a store belongs to acts on it. What does not follow the contract is dropped with one line a minute.
 */
import type { Message, MessageName } from '../contract/messages.ts';
import { parseTopic, type KioskAddress, type ParsedTopic } from '../contract/topics.ts';
import { isBrokerError } from '../errors.ts';
import { MessageReader } from '../link/message-reader.ts';
import type { Logger } from '../ports.ts';
import type { Ingest } from './ingest/ingest.ts';
import { kioskIdOf } from './kiosk-key.ts';
import { Lanes } from './lanes.ts';
import type { LogGate } from './log-gate.ts';
import type { Ownership } from './partition/ownership.ts';
import type { Requests, RequestName } from './requests/requests.ts';
import type { Commander } from './twin/commander.ts';
import type { DesiredSettings } from './twin/desired-settings.ts';
import type { Fleet } from './twin/fleet.ts';

export interface DispatchOptions {
  root: string;
  tenant: string;
  ownership: Ownership;
  ingest: Ingest;
  fleet: Fleet;
  desired: DesiredSettings;
  commander: Commander;
  requests: Requests;
  gate: LogGate;
  logger: Logger;
}

export class Dispatch {
  readonly #options: DispatchOptions;
  readonly #reader = new MessageReader();
  readonly #lanes: Lanes;

  constructor(options: DispatchOptions) {
    this.#options = options;
    this.#lanes = new Lanes(options.logger);
  }

  /** Resolves once every request that was received is answered. */
  drained(): Promise<void> {
    return this.#lanes.drained();
  }

  readonly receive = (topic: string, payload: Uint8Array): void => {
    const { root, tenant, logger, gate } = this.#options;
    const parsed = parseTopic(topic);
    if (parsed?.address.root !== root || parsed.address.tenant !== tenant) return;
    // An empty payload is how a retained message is cleared.
    if (payload.byteLength === 0) return;
    try {
      this.#route(parsed, payload);
    } catch (error) {
      const known = isBrokerError(error);
      if (!gate.opens(topic)) return;
      if (known) logger.warn({ topic, code: error.code, reason: error.message }, 'a message was dropped');
      else logger.error({ topic, code: 'TW_HUB_FAILED', err: error }, 'a message was dropped');
    }
  };

  #route(parsed: ParsedTopic, payload: Uint8Array): void {
    const { ingest, ownership, commander } = this.#options;
    const { address, name } = parsed;
    switch (parsed.class) {
      case 'evt':
        if (this.#isHeard(address) && ownership.owns(address.store)) ingest.receive(address, payload);
        return;
      case 'req':
        if (this.#isHeard(address) && ownership.owns(address.store))
          this.#ask(address, name as RequestName, payload);
        return;
      case 'res':
        // Whichever hub has asked: the answer names the question.
        if (this.#isHeard(address))
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

  #isHeard(address: KioskAddress): boolean {
    return this.#isKept(this.#options.fleet.heard(address) !== undefined);
  }

  #isKept(kept: boolean): boolean {
    const { gate, logger } = this.#options;
    if (!kept && gate.opens('strangers'))
      logger.warn({ code: 'TW_KIOSK_UNKNOWN' }, 'more unknown kiosks than are taken in; the others wait');
    return kept;
  }

  #ask(address: KioskAddress, name: RequestName, payload: Uint8Array): void {
    const { requests, gate, logger } = this.#options;
    const kiosk = kioskIdOf(address);
    // Counting stock at the shop takes its time: a card at the next display must not wait for it.
    const lane = name === 'intent' ? `${kiosk} intents` : kiosk;
    const runs = this.#lanes.run(lane, () => requests.receive(address, name, payload));
    if (!runs && gate.opens(`${kiosk} lane`)) logger.warn({ kiosk }, 'a kiosk asks more than it is answered');
  }

  #state(address: KioskAddress, name: string, payload: Uint8Array): void {
    const { fleet } = this.#options;
    if (name === 'devices')
      fleet.update(address, { devices: this.#reader.read('state/devices', payload).devices });
    if (name === 'display')
      fleet.update(address, { displays: this.#reader.read('state/display', payload).displays });
    if (name === 'uplink') fleet.update(address, { uplink: this.#reader.read('state/uplink', payload) });
    if (name === 'presence') this.#presence(address, this.#reader.read('state/presence', payload));
  }

  #presence(address: KioskAddress, message: Message<'state/presence'>): void {
    const { fleet, desired, ingest, ownership } = this.#options;
    if (!this.#isKept(fleet.presence(address, message) || !message.online)) return;
    const kiosk = fleet.get(kioskIdOf(address));
    if (!message.online || !kiosk || !ownership.owns(address.store)) return;
    desired.offer(kiosk);
    // Behind the events that came before it: what they bring is not missing.
    if (message.outbox) ingest.floor(address, message.outbox);
  }

  #reported(address: KioskAddress, payload: Uint8Array): void {
    const { fleet, desired, ownership } = this.#options;
    const reported = this.#reader.read('reported/config', payload);
    const kiosk = fleet.update(address, { reported });
    if (kiosk && ownership.owns(address.store)) desired.offer(kiosk);
  }

  #read(name: string, payload: Uint8Array): unknown {
    return this.#reader.read(name as MessageName, payload);
  }
}
