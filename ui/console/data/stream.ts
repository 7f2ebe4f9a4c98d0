/** The hub's server-sent events, typed. Reconnecting is the model's business, because a browser never backs off. */
import type { ActivityLine, ConsoleOverview } from '../../../broker/contract/http.ts';
import type { SourcesAnswer } from '../../../broker/contract/sources.ts';

export interface StreamListener {
  opened(): void;
  overview(overview: ConsoleOverview): void;
  activity(line: ActivityLine): void;
  sources(answer: SourcesAnswer): void;
  /** What shoppers want done is other than it was. */
  intents(): void;
  /** Called once; the stream is closed then. */
  lost(): void;
}

export interface Stream {
  close(): void;
}

export function openStream(listener: StreamListener): Stream {
  const source = new EventSource('/api/console/stream');
  source.addEventListener('open', () => listener.opened());
  source.addEventListener('overview', (event) => {
    const overview = parse(event) as ConsoleOverview | undefined;
    if (overview !== undefined) listener.overview(overview);
  });
  source.addEventListener('activity', (event) => {
    const line = parse(event) as ActivityLine | undefined;
    if (line !== undefined) listener.activity(line);
  });
  source.addEventListener('sources', (event) => {
    const answer = parse(event) as SourcesAnswer | undefined;
    if (answer !== undefined) listener.sources(answer);
  });
  source.addEventListener('intents', () => listener.intents());
  source.addEventListener('error', () => {
    source.close();
    listener.lost();
  });
  return { close: () => source.close() };
}

/** A message that is cut short is left out; the next question to the hub makes up for it. */
function parse(event: MessageEvent): unknown {
  try {
    return JSON.parse(String(event.data)) as unknown;
  } catch {
    return undefined;
  }
}
