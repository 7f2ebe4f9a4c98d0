/** Server-sent events for consoles: `overview` and `sources` when something has changed, `activity` for each new event, `intents` when a list of them is old. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ServerResponse } from 'node:http';
import type { ActivityLine, ConsoleOverview } from '../../contract/http.ts';
import type { SourcesAnswer } from '../../contract/sources.ts';
import { BrokerError } from '../../errors.ts';
import type { Clock, Logger } from '../../ports.ts';

const MOST_CONSOLES = 50;
/** Changes come in bursts; one overview stands for all of them. */
const GATHER_MS = 250;
/** Below the 20 s after which a console asks for itself. */
const HEARTBEAT_MS = 15_000;
/** Bytes waiting for a console that does not read; it is dropped and comes back. */
const MOST_WAITING = 2_000_000;
/** A kiosk that drains a backlog would flood the list; the newest lines are what people look at. */
const MOST_LINES = 50;

export interface ConsoleStreamOptions {
  overview(): Promise<ConsoleOverview>;
  sources(): SourcesAnswer;
  logger: Logger;
  clock: Clock;
}

export class ConsoleStream {
  readonly #options: ConsoleStreamOptions;
  readonly #consoles = new Set<ServerResponse>();
  #gathering: { cancel(): void } | undefined;
  #gatheringSources: { cancel(): void } | undefined;
  #heart: { cancel(): void } | undefined;

  constructor(options: ConsoleStreamOptions) {
    this.#options = options;
  }

  start(): void {
    this.#heart = this.#options.clock.setTimer(HEARTBEAT_MS, () => {
      this.#send(': still here\n\n');
      this.start();
    });
  }

  stop(): void {
    this.#heart?.cancel();
    this.#gathering?.cancel();
    this.#gathering = undefined;
    this.#gatheringSources?.cancel();
    this.#gatheringSources = undefined;
    for (const console of this.#consoles) console.end();
    this.#consoles.clear();
  }

  /** Throws BrokerError TW_RATE_LIMITED when too many are open. */
  open(request: FastifyRequest, reply: FastifyReply): FastifyReply {
    if (this.#consoles.size >= MOST_CONSOLES)
      throw new BrokerError('TW_RATE_LIMITED', 'Too many consoles are open.');
    const headers = reply.getHeaders();
    reply.hijack();
    const response = reply.raw;
    for (const [name, value] of Object.entries(headers))
      if (value !== undefined) response.setHeader(name, value);
    response.writeHead(200, {
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    });
    this.#consoles.add(response);
    request.raw.on('close', () => this.#consoles.delete(response));
    response.on('error', () => this.#consoles.delete(response));
    this.#welcome(response);
    return reply;
  }

  overviewChanged(): void {
    if (this.#consoles.size === 0) return;
    this.#gathering ??= this.#options.clock.setTimer(GATHER_MS, () => {
      this.#gathering = undefined;
      if (this.#consoles.size > 0) this.#tell();
    });
  }

  /** What shoppers want is other than it was: whoever shows it asks for it. */
  intentsChanged(): void {
    this.#send(message('intents', {}));
  }

  sourcesChanged(): void {
    if (this.#consoles.size === 0) return;
    this.#gatheringSources ??= this.#options.clock.setTimer(GATHER_MS, () => {
      this.#gatheringSources = undefined;
      if (this.#consoles.size > 0) this.#send(message('sources', this.#options.sources()));
    });
  }

  /** A console that gets no overview ends the connection by itself, and comes back. */
  #welcome(response: ServerResponse): void {
    this.#options.overview().then(
      (overview) => response.write(message('overview', overview)),
      () => response.destroy(),
    );
  }

  /** A database that is down is said elsewhere; consoles show what they have. */
  #tell(): void {
    this.#options.overview().then(
      (overview) => this.#send(message('overview', overview)),
      (error: unknown) => this.#options.logger.debug({ err: error }, 'no overview for consoles'),
    );
  }

  activity(lines: readonly ActivityLine[]): void {
    if (this.#consoles.size === 0) return;
    this.#send(
      lines
        .slice(-MOST_LINES)
        .map((line) => message('activity', line))
        .join(''),
    );
  }

  #send(text: string): void {
    if (text === '') return;
    for (const console of this.#consoles) {
      if (console.writableLength > MOST_WAITING) {
        this.#consoles.delete(console);
        console.destroy();
      } else {
        console.write(text);
      }
    }
  }
}

function message(event: string, data: object): string {
  return `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
}
