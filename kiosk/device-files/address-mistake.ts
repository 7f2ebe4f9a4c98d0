/** Addresses in `match` that have the right form and can still be none: a port that does not exist, a host that is no host. */
import type { DeviceEntry } from './device-file.ts';

const HIGHEST_PORT = 65_535;

/** The name under `match` whose address can never answer, and the end of the sentence about it. */
export function addressMistake({
  tcp,
  broker,
  url,
}: DeviceEntry['match']): { name: string; message: string } | undefined {
  const port = tcp === undefined ? 1 : Number(tcp.slice(tcp.lastIndexOf(':') + 1));
  if (port < 1 || port > HIGHEST_PORT)
    return { name: 'tcp', message: `must be host:port with a port from 1 to ${HIGHEST_PORT}` };
  const [name] = Object.entries({ broker, url }).find(([, text]) => text !== undefined && !isUrl(text)) ?? [];
  return name === undefined
    ? undefined
    : { name, message: 'must be an address with a host, and a port if any' };
}

function isUrl(text: string): boolean {
  return URL.canParse(text) && new URL(text).hostname !== '';
}
