/** aedes behind a TCP or TLS server with the limits that make it safe to embed (docs/reference/mqtt.md, section 2). */
import type { Server, Socket } from 'node:net';
import { Aedes } from 'aedes';
import type { BrokerIdentity } from '../identity/broker-identity.ts';
import { Access, type AccessRules } from './access.ts';
import { AedesGuard } from './aedes-guard.ts';
import { ConnectionGate, type GateLimits } from './connection-gate.ts';
import { GuardedSocket } from './frame-guard.ts';
import { Refusals, type Refusal } from './refusals.ts';
import { createFront, type Accepted, type BrokerTls } from './tls-front.ts';

/** Crosses to the thread: plain data only. */
export interface AedesServerOptions extends AccessRules {
  host: string;
  /** 0 picks a free one. */
  port: number;
  tls?: BrokerTls;
  /** Those that count at the start. */
  identities: readonly BrokerIdentity[];
  /** Undefined: as many as there are places. */
  gate?: GateLimits;
}

export interface AedesServerListener {
  refused: (refusal: Refusal) => void;
  used: (serial: string) => void;
}

export interface AedesServer {
  /** The port that was bound. */
  port: number;
  setIdentities(identities: readonly BrokerIdentity[]): void;
  stop(): Promise<void>;
}

/** The contract allows 64 KiB of payload; brokers should not be asked for more than 128 KiB. */
const MOST_FRAME_BYTES = 131_072;
const MOST_CONNECTIONS = 1_000;
const UNLIMITED: GateLimits = {
  pendingPerAddress: MOST_CONNECTIONS,
  pending: MOST_CONNECTIONS,
  burst: 1e9,
  perSecond: 1e9,
};
const CONNECT_MS = 5_000;

const LIMITS = {
  /** One frozen subscriber stops everybody for this long, by default a minute. */
  drainTimeout: 1_500,
  concurrency: 1_000,
  queueLimit: 1_000,
  maxTopicLevels: 10,
  maxInflightInbound: 100,
  keepaliveLimit: 300,
  /** Ours ends first, and knows why. */
  connectTimeout: 2 * CONNECT_MS,
};

/** Rejects with the error of `listen` (EADDRINUSE, EACCES …). */
export async function startAedesServer(
  options: AedesServerOptions,
  listener: AedesServerListener,
): Promise<AedesServer> {
  const broker = await Aedes.createBroker(LIMITS);
  const access = new Access(options);
  access.setIdentities(options.identities);
  const refusals = new Refusals(listener.refused);
  const guard = new AedesGuard({ broker, access, refusals, used: listener.used });
  guard.start();
  const server = createListener(
    { broker, guard, refusals, gate: new ConnectionGate(options.gate ?? UNLIMITED) },
    options,
  );
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
    setIdentities: (identities) => {
      access.setIdentities(identities);
      guard.closeEnded();
    },
    stop: async () => {
      const closed = new Promise<void>((resolve) => void server.close(() => resolve()));
      guard.stop();
      refusals.stop();
      await closeBroker(broker);
      await closed;
    },
  };
}

interface Parts {
  broker: Aedes;
  guard: AedesGuard;
  refusals: Refusals;
  gate: ConnectionGate;
}

function createListener({ broker, guard, refusals, gate }: Parts, { tls }: AedesServerOptions): Server {
  const places = new Map<string, () => void>();
  return createFront(tls, {
    admit: (socket) => {
      const from = addressOf(socket);
      const place = gate.enter(from, Date.now());
      if (!place) {
        refusals.add('too many connections', { from });
        return false;
      }
      // A closed socket has forgotten its ports.
      const ports = portsOf(socket);
      places.set(ports, place.done);
      socket.once('close', () => {
        place.done();
        places.delete(ports);
      });
      return true;
    },
    failed: (socket) => refusals.add('handshake', { from: addressOf(socket) }),
    accepted: ({ socket, certificate }: Accepted) => {
      socket.setNoDelay(true);
      const from = addressOf(socket);
      const guarded = new GuardedSocket(socket, MOST_FRAME_BYTES, () => refusals.add('oversize', { from }));
      const late = setTimeout(() => {
        refusals.add('slow connect', { from });
        guarded.destroy();
      }, CONNECT_MS);
      guarded.once('close', () => clearTimeout(late));
      const client = broker.handle(guarded);
      guard.expect(client, {
        from,
        certificate,
        settled: () => {
          clearTimeout(late);
          places.get(portsOf(socket))?.();
        },
      });
    },
  });
}

function addressOf({ remoteAddress = '' }: Socket): string {
  return remoteAddress.replace(/^::ffff:/, '');
}

/** Finds the TCP connection below a TLS socket. */
function portsOf({ remoteAddress = '', remotePort = 0 }: Socket): string {
  return `${remoteAddress} ${remotePort}`;
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
