/** aedes behind a TCP server with the limits that make it safe to embed (docs/reference/mqtt.md, section 2). */
import { createServer, type Server } from 'node:net';
import { Aedes, type AuthenticateError, type Client } from 'aedes';
import { BrokerError } from '../errors.ts';
import { Access, type BrokerCredential } from './access.ts';
import { GuardedSocket } from './frame-guard.ts';
import { RetainedBounds } from './retained-bounds.ts';

export interface AedesServerOptions {
  host: string;
  /** 0 picks a free one. */
  port: number;
  credentials: readonly BrokerCredential[];
}

export interface AedesServer {
  /** The port that was bound. */
  port: number;
  stop(): Promise<void>;
}

/** The contract allows 64 KiB of payload; brokers should not be asked for more than 128 KiB. */
const MOST_FRAME_BYTES = 131_072;
const MOST_CONNECTIONS = 1_000;
const BAD_LOGIN = 4;

const LIMITS = {
  /** One frozen subscriber stops everybody for this long, by default a minute. */
  drainTimeout: 3_000,
  concurrency: 1_000,
  queueLimit: 1_000,
  maxTopicLevels: 10,
  maxInflightInbound: 100,
  keepaliveLimit: 300,
  connectTimeout: 5_000,
};

/** Rejects with the error of `listen` (EADDRINUSE, EACCES …). */
export async function startAedesServer(options: AedesServerOptions): Promise<AedesServer> {
  const broker = await Aedes.createBroker(LIMITS);
  guard(broker, new Access(options.credentials));
  const server = createServer((socket) => {
    socket.setNoDelay(true);
    broker.handle(new GuardedSocket(socket, MOST_FRAME_BYTES));
  });
  server.maxConnections = MOST_CONNECTIONS;
  try {
    await listen(server, options);
  } catch (error) {
    await closeBroker(broker);
    throw error;
  }
  const address = server.address();
  return {
    port: typeof address === 'object' && address ? address.port : options.port,
    stop: async () => {
      const closed = new Promise<void>((resolve) => void server.close(() => resolve()));
      await closeBroker(broker);
      await closed;
    },
  };
}

/** On MQTT 3.1.1 a refused publish closes the connection: the protocol has no other way to say no. */
function guard(broker: Aedes, access: Access): void {
  const logins = new WeakMap<Client, BrokerCredential>();
  const retained = new RetainedBounds();
  broker.preConnect = (_client, packet, done) => {
    // Sessions that outlive a connection would be kept in memory for ever, with everything that is sent meanwhile.
    packet.clean = true;
    done(null, true);
  };
  // oxlint-disable-next-line max-params -- aedes's signature
  broker.authenticate = (client, username, password, done) => {
    const login = access.login(username, password);
    if (!login) return done(badLogin(), false);
    logins.set(client, login);
    done(null, true);
  };
  broker.authorizePublish = (client, packet, done) => {
    // Wills of clients that are gone come without a client; they were checked by nothing but the topic.
    const allowed = client
      ? access.mayPublish(logins.get(client), packet.topic)
      : !packet.topic.startsWith('$');
    if (allowed && packet.retain && !retained.admits(packet)) packet.retain = false;
    done(allowed ? null : new BrokerError('TW_LINK_REFUSED', packet.topic));
  };
  broker.authorizeSubscribe = (client, subscription, done) => {
    done(null, access.maySubscribe(logins.get(client), subscription.topic) ? subscription : null);
  };
}

function badLogin(): AuthenticateError {
  const error = new BrokerError('TW_LINK_REFUSED', 'This login is not known.');
  // oxlint-disable-next-line typescript/no-unsafe-enum-assignment -- a const enum that isolated files cannot import
  return Object.assign(error, { returnCode: BAD_LOGIN }) as AuthenticateError;
}

function listen(server: Server, { host, port }: AedesServerOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host, port }, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

function closeBroker(broker: Aedes): Promise<void> {
  return new Promise((resolve) => broker.close(() => resolve()));
}
