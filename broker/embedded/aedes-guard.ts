/** The questions aedes asks about every client, and what is done with those who should not be here. */
import type { Aedes, AuthenticateError, Client, ConnectPacket } from 'aedes';
import { BrokerError } from '../errors.ts';
import { mayPublish, mayReceive, maySubscribe, type Access, type Login } from './access.ts';
import type { RefusalCause, Refusals } from './refusals.ts';
import { RetainedBounds } from './retained-bounds.ts';

/** What is known of a connection before its CONNECT. */
export interface Visitor {
  from: string;
  certificate: { serial: string; trusted: boolean } | undefined;
  /** It has logged in, or was refused. */
  settled: () => void;
}

export interface AedesGuardOptions {
  broker: Aedes;
  access: Access;
  refusals: Refusals;
  used: (serial: string) => void;
}

const BAD_LOGIN = 4;
const BAD_CLIENT_ID = 2;
const EXPIRY_LOOK_MS = 60_000;
/** aedes has no code for it. */
const FROZEN = 'drain timeout';

export class AedesGuard {
  readonly #options: AedesGuardOptions;
  readonly #visitors = new WeakMap<Client, Visitor>();
  readonly #wills = new WeakMap<Client, NonNullable<ConnectPacket['will']>>();
  readonly #logins = new Map<Client, Login>();
  readonly #seen = new Set<string>();
  readonly #retained = new RetainedBounds();
  #timer: NodeJS.Timeout | undefined;

  constructor(options: AedesGuardOptions) {
    this.#options = options;
  }

  start(): void {
    const { broker } = this.#options;
    broker.preConnect = (client, packet, done) => {
      // Sessions that outlive a connection would be kept in memory for ever, with everything that is sent meanwhile.
      packet.clean = true;
      if (packet.will) this.#wills.set(client, packet.will);
      done(null, true);
    };
    // oxlint-disable-next-line max-params -- aedes's signature
    broker.authenticate = (client, username, password, done) => {
      const refused = this.#letIn(client, { username, password });
      if (refused) done(refused, false);
      else done(null, true);
    };
    broker.authorizePublish = (client, packet, done) => {
      const login = client ? this.#logins.get(client) : undefined;
      const allowed = login !== undefined && mayPublish(login, packet.topic, packet.retain);
      if (!allowed && client) this.#refuse('publish', client);
      if (allowed && packet.retain && !this.#retained.admits(packet)) packet.retain = false;
      // On MQTT 3.1.1 a refused publish closes the connection: the protocol has no other way to say no.
      done(allowed ? null : new BrokerError('TW_LINK_REFUSED', 'This topic is not for this login.'));
    };
    broker.authorizeSubscribe = (client, subscription, done) => {
      const login = this.#logins.get(client);
      const allowed = login !== undefined && maySubscribe(login, subscription.topic);
      if (!allowed) this.#refuse('subscribe', client);
      done(null, allowed ? subscription : null);
    };
    broker.authorizeForward = (client, packet) => {
      const login = this.#logins.get(client);
      return login !== undefined && mayReceive(login, packet.topic) ? packet : null;
    };
    broker.on('clientError', (client, error) => this.#failed(client, error));
    broker.on('connectionError', (client, error) => this.#failed(client, error));
    this.#timer = setInterval(() => this.closeEnded(), EXPIRY_LOOK_MS);
    this.#timer.unref();
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  /** Before a client's first byte. */
  expect(client: Client, visitor: Visitor): void {
    this.#visitors.set(client, visitor);
  }

  /** Closes the connections of certificates that do not count any more. Their wills are sent: they are gone. */
  closeEnded(): void {
    const now = Date.now();
    for (const [client, login] of this.#logins) {
      if (this.#options.access.stillCounts(login, now)) continue;
      this.#refuse('certificate', client);
      client.close();
    }
  }

  #letIn(
    client: Client,
    given: { username: string | undefined; password: Buffer | undefined },
  ): AuthenticateError | undefined {
    const visitor = this.#visitors.get(client);
    visitor?.settled();
    const shown = { ...given, clientId: client.id, certificate: visitor?.certificate };
    const login = this.#options.access.login(shown, Date.now());
    if (typeof login === 'string') {
      this.#refuse(login, client);
      return refusal(login === 'client id' ? BAD_CLIENT_ID : BAD_LOGIN);
    }
    const will = this.#wills.get(client);
    if (will && !mayPublish(login, will.topic, will.retain ?? false)) {
      this.#refuse('will', client);
      return refusal(BAD_LOGIN);
    }
    this.#logins.set(client, login);
    // Not at `clientDisconnect`: the will is asked about after it.
    client.conn.once('close', () => setImmediate(() => void this.#logins.delete(client)));
    const { serial } = login;
    if (serial !== undefined && !this.#seen.has(serial)) {
      this.#seen.add(serial);
      this.#options.used(serial);
    }
    return undefined;
  }

  #failed(client: Client, error: Error): void {
    if (error.message === FROZEN) this.#refuse('frozen', client);
    // Errors with a code are refusals of ours or the network's; what is left is MQTT that cannot be read.
    else if (!('code' in error) && !('returnCode' in error) && !isTimeout(error))
      this.#refuse('malformed', client);
  }

  #refuse(cause: RefusalCause, client: Client): void {
    const login = this.#logins.get(client);
    const clientId = login && typeof login.role === 'object' ? login.role.clientId : '';
    this.#options.refusals.add(cause, { from: this.#visitors.get(client)?.from ?? '', clientId });
  }
}

/** A client that went without a word: a fact of networks, not a fault of anybody. */
function isTimeout(error: Error): boolean {
  return error.message === 'keep alive timeout';
}

function refusal(returnCode: number): AuthenticateError {
  const error = new BrokerError('TW_LINK_REFUSED', 'This login is not known.');
  // oxlint-disable-next-line typescript/no-unsafe-enum-assignment -- a const enum that isolated files cannot import
  return Object.assign(error, { returnCode }) as AuthenticateError;
}
