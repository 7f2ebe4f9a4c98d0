/** A hub on this machine with a certificate of a test authority, which answers pairing as the test says. */
import { createServer as createHttps } from 'node:https';
import { createServer as createHttp, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestContext } from '../../harness/suite.ts';
import type { TestAuthority } from './test-authority.ts';

export interface HubRequest {
  path: string;
  token: string;
  body: Record<string, unknown>;
}

export interface HubAnswer {
  status: number;
  body: unknown;
  headers?: Record<string, string>;
}

export interface HubServer {
  url: string;
  requests: HubRequest[];
  /** By path; a test may change it. */
  answers: Map<string, (request: HubRequest) => HubAnswer | Promise<HubAnswer>>;
}

/** @param authority Null: plain HTTP. */
export async function hubServer(
  t: TestContext,
  authority: TestAuthority | null,
  address = '127.0.0.1',
): Promise<HubServer> {
  const hub: HubServer = { url: '', requests: [], answers: new Map() };
  const handle = (request: IncomingMessage, reply: ServerResponse): void => void answer(hub, request, reply);
  const server =
    authority === null ? createHttp(handle) : createHttps(await authority.server(address), handle);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  const scheme = authority === null ? 'http' : 'https';
  hub.url = `${scheme}://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return hub;
}

async function answer(hub: HubServer, request: IncomingMessage, reply: ServerResponse): Promise<void> {
  const parts: Buffer[] = [];
  for await (const part of request as AsyncIterable<Buffer>) parts.push(part);
  const text = Buffer.concat(parts).toString('utf8');
  const asked: HubRequest = {
    path: request.url ?? '',
    token: (request.headers.authorization ?? '').replace('Bearer ', ''),
    body: text === '' ? {} : (JSON.parse(text) as Record<string, unknown>),
  };
  hub.requests.push(asked);
  const { status, body, headers } = (await hub.answers.get(asked.path)?.(asked)) ?? {
    status: 404,
    body: { error: { code: 'TW_NOT_FOUND', message: 'There is nothing at this address.' } },
  };
  reply.writeHead(status, { 'content-type': 'application/json', ...headers });
  reply.end(typeof body === 'string' ? body : JSON.stringify(body));
}
