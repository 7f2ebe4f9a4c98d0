/** The WebSocket of a display: `/ws?display={id}`. A browser is untrusted: bounded, validated, paced. */
import type { FastifyInstance } from 'fastify';
import { Compile } from 'typebox/compile';
import '@fastify/websocket';
import type { RawData, WebSocket } from 'ws';
import type { BrowserMessage, Touch } from '../../broker/contract/screen.ts';
import { BrowserMessageSchema } from '../../broker/contract/touch.ts';
import type { Clock, Logger } from '../../broker/ports.ts';
import type { Viewer } from '../displays/display-runner.ts';
import type { TapTraces } from '../displays/tap-trace.ts';

const browserMessage = Compile(BrowserMessageSchema);
const POLICY_VIOLATION = 1008;
const GOING_AWAY = 1001;
const TRY_AGAIN_LATER = 1013;
/** A display has one browser, a demonstration a few; each is sent every screen. */
const MOST_BROWSERS = 64;
/** A browser that does not answer the goodbye must not keep the service from stopping. */
const GOODBYE_MS = 1000;
/** Far above what two hands can do. */
const MESSAGES_PER_SECOND = 100;
const PING_MS = 15_000;
/** A browser that reads nothing must not make the kiosk hold its screens for it. */
const MAX_BUFFERED_BYTES = 4_000_000;

/** A display, as far as its browsers go. */
export interface ScreenChannel {
  readonly config: { id: string };
  /** Sends what it shows at once and on every change, until the answer is called. */
  attach(viewer: Viewer): () => void;
  dispatch(input: { type: 'touch'; touch: Touch }): unknown;
}

export interface SocketDeps {
  displays: ReadonlyMap<string, ScreenChannel>;
  traces: TapTraces;
  clock: Clock;
  logger: Logger;
}

export function socketRoutes(server: FastifyInstance, deps: SocketDeps): void {
  server.get<{ Querystring: { display?: string } }>('/ws', { websocket: true }, (socket, request) => {
    if (server.websocketServer.clients.size > MOST_BROWSERS) {
      socket.close(TRY_AGAIN_LATER, 'too many browsers');
      return;
    }
    const display = deps.displays.get(request.query.display ?? 'wall');
    if (display === undefined) {
      socket.close(POLICY_VIOLATION, 'no such display');
      return;
    }
    serve(socket, display, deps);
  });
}

/** Ends every connection, if need be without the browser. */
export function sayGoodbye(server: FastifyInstance, clock: Clock, done: () => void): void {
  const { clients } = server.websocketServer;
  for (const client of clients) client.close(GOING_AWAY);
  const limit = clock.setTimer(GOODBYE_MS, () => {
    for (const client of clients) client.terminate();
  });
  server.websocketServer.close(() => limit.cancel());
  done();
}

function serve(socket: WebSocket, display: ScreenChannel, deps: SocketDeps): void {
  const detach = display.attach({
    send(message) {
      if (socket.bufferedAmount > MAX_BUFFERED_BYTES) socket.terminate();
      else socket.send(JSON.stringify(message));
    },
  });
  const stopPinging = keepAlive(socket, deps.clock);
  const within = pace(deps.clock);
  let isRefused = false;
  socket.on('message', (data, isBinary) => {
    // More may be under way when the connection is being closed.
    if (isRefused) return;
    const message = isBinary ? undefined : parse(data);
    if (message === undefined || !within()) {
      isRefused = true;
      deps.logger.info(
        { display: display.config.id },
        'a browser sent something that is not of the contract',
      );
      socket.close(POLICY_VIOLATION, 'not understood');
      return;
    }
    receive(message, display, deps);
  });
  socket.on('error', (error) => deps.logger.debug({ err: error }, 'a browser connection failed'));
  socket.on('close', () => {
    stopPinging();
    detach();
  });
}

function receive(message: BrowserMessage, display: ScreenChannel, deps: SocketDeps): void {
  if (message.type === 'touch') display.dispatch({ type: 'touch', touch: message.touch });
  else deps.traces.painted({ display: display.config.id, ...message });
}

function parse(data: RawData): BrowserMessage | undefined {
  try {
    const value = JSON.parse((data as Buffer).toString('utf8')) as unknown;
    return browserMessage.Check(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function keepAlive(socket: WebSocket, clock: Clock): () => void {
  let alive = true;
  let timer = clock.setTimer(PING_MS, beat);
  socket.on('pong', () => (alive = true));
  function beat(): void {
    if (!alive) return socket.terminate();
    alive = false;
    socket.ping();
    timer = clock.setTimer(PING_MS, beat);
  }
  return () => timer.cancel();
}

function pace(clock: Clock): () => boolean {
  let second = 0;
  let count = 0;
  return () => {
    const now = Math.floor(clock.now() / 1000);
    count = now === second ? count + 1 : 1;
    second = now;
    return count <= MESSAGES_PER_SECOND;
  };
}
