/** The listening socket of the embedded broker: plain TCP, or TLS that asks clients for a certificate. */
import { constants } from 'node:crypto';
import { createServer as createTcpServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer, type TLSSocket } from 'node:tls';

/** PEM texts. */
export interface BrokerTls {
  /** The server's chain. */
  cert: string;
  key: string;
  /** Authority of the clients' certificates. */
  ca: string;
}

/** A socket that is ready for MQTT. */
export interface Accepted {
  socket: Socket;
  certificate: { serial: string; trusted: boolean } | undefined;
}

export interface FrontHooks {
  /** As soon as there is a TCP connection; false closes it. */
  admit: (socket: Socket) => boolean;
  accepted: (accepted: Accepted) => void;
  /** The handshake failed or took too long. */
  failed: (socket: Socket) => void;
}

const HANDSHAKE_MS = 5_000;

export function createFront(tls: BrokerTls | undefined, hooks: FrontHooks): Server {
  if (!tls) {
    return createTcpServer((socket) => {
      if (hooks.admit(socket)) hooks.accepted({ socket, certificate: undefined });
      else socket.destroy();
    });
  }
  const server = createTlsServer({
    ...tls,
    minVersion: 'TLSv1.2',
    requestCert: true,
    // Clients with a password have none; whose is not ours is refused at CONNECT, where MQTT has words for it.
    rejectUnauthorized: false,
    handshakeTimeout: HANDSHAKE_MS,
    // A resumed session would skip the look at the certificate.
    secureOptions: constants.SSL_OP_NO_TICKET,
    sessionTimeout: 1,
  });
  server.on('connection', (socket: Socket) => {
    if (!hooks.admit(socket)) socket.destroy();
  });
  server.on('secureConnection', (socket) => hooks.accepted({ socket, certificate: certificateOf(socket) }));
  server.on('tlsClientError', (error: NodeJS.ErrnoException, socket) => {
    // Whoever hangs up during the handshake did nothing wrong.
    if (error.code !== 'ECONNRESET') hooks.failed(socket);
    socket.destroy();
  });
  return server;
}

function certificateOf(socket: TLSSocket): Accepted['certificate'] {
  const shown = socket.getPeerX509Certificate();
  if (!shown) return undefined;
  return { serial: shown.serialNumber.toLowerCase(), trusted: socket.authorized };
}
