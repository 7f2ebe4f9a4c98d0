/** Reads payloads that others sent: sized, parsed and checked against the contract, never trusted. */
import type { TSchema } from 'typebox';
import { Compile, type Validator } from 'typebox/compile';
import { MESSAGES, type Message, type MessageName } from '../contract/messages.ts';
import { BrokerError } from '../errors.ts';
import { MAX_PAYLOAD_BYTES } from './mqtt-link.ts';

export class MessageReader {
  readonly #validators = new Map<MessageName, Validator>();

  /** @throws BrokerError TW_PAYLOAD_TOO_LARGE | TW_MESSAGE_INVALID, with the first thing that is wrong */
  read<N extends MessageName>(name: N, payload: Uint8Array): Message<N> {
    if (payload.byteLength > MAX_PAYLOAD_BYTES) {
      throw new BrokerError('TW_PAYLOAD_TOO_LARGE', `${name}: ${payload.byteLength} bytes.`);
    }
    return this.check(name, parse(name, payload));
  }

  /** The value as the message it claims to be. Throws as `read` does. */
  check<N extends MessageName>(name: N, value: unknown): Message<N> {
    const validator = this.#validatorOf(name);
    if (validator.Check(value)) return value as Message<N>;
    const [first] = validator.Errors(value);
    const where = first ? `${first.instancePath || 'payload'} ${first.message}` : 'payload';
    throw new BrokerError('TW_MESSAGE_INVALID', `${name}: ${where}.`);
  }

  #validatorOf(name: MessageName): Validator {
    const known = this.#validators.get(name);
    if (known) return known;
    const made = Compile(MESSAGES[name] as TSchema);
    this.#validators.set(name, made);
    return made;
  }
}

/** What a parser says of broken JSON quotes it, and it may be about a person: that is not passed on. */
function parse(name: MessageName, payload: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(payload).toString('utf8'));
  } catch {
    throw new BrokerError('TW_MESSAGE_INVALID', `${name}: no JSON.`);
  }
}
