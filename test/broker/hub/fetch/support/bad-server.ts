/** A server that says, byte by byte, what a test wants it to say: also what no HTTP library would send. */
import { createServer, type Server, type Socket } from 'node:net';
import type { TestContext } from '../../../../harness/suite.ts';

export interface Asked {
  path: string;
  headers: Record<string, string>;
}

export type Say = (socket: Socket, asked: Asked) => void;

export interface BadServer {
  /** `http://127.0.0.1:PORT` */
  url: string;
  port: number;
  asked: Asked[];
  /** The next answers, one for each request; the last goes on. */
  says: Say[];
  /** Connections that were made, whether or not something was asked. */
  connections: number;
}

export async function badServer(t: TestContext, ...says: Say[]): Promise<BadServer> {
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    found.connections += 1;
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
    let text = '';
    socket.on('data', (piece) => {
      text += piece.toString('latin1');
      if (!text.includes('\r\n\r\n')) return;
      const asked = parse(text);
      text = '';
      found.asked.push(asked);
      const say = found.says.length > 1 ? found.says.shift() : found.says[0];
      say?.(socket, asked);
    });
  });
  const found: BadServer = { url: '', port: 0, asked: [], says, connections: 0 };
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  t.after(() => {
    for (const socket of sockets) socket.destroy();
    return new Promise((resolve) => void server.close(resolve));
  });
  found.port = (server.address() as { port: number }).port;
  found.url = `http://127.0.0.1:${found.port}`;
  return found;
}

function parse(text: string): Asked {
  const [first = '', ...lines] = text.split('\r\n');
  const headers = lines
    .filter((line) => line.includes(':'))
    .map((line) => [
      line.slice(0, line.indexOf(':')).toLowerCase(),
      line.slice(line.indexOf(':') + 1).trim(),
    ]);
  return { path: first.split(' ')[1] ?? '', headers: Object.fromEntries(headers) as Record<string, string> };
}

/** A whole answer. The length is that of the body unless the headers say otherwise. */
export function reply(
  body: string | Buffer,
  { status = 200, headers = {} }: { status?: number; headers?: Record<string, string | number> } = {},
): Say {
  const bytes = Buffer.from(body);
  const all = { 'content-length': bytes.length, ...headers };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return (socket) => {
    socket.write(`HTTP/1.1 ${status} So\r\n${lines.join('')}\r\n`);
    socket.write(bytes);
  };
}

/** Begins a body of `length` bytes, sends some of it and hangs up. */
export function breakOff(body: string, length: number, headers: Record<string, string> = {}): Say {
  const say = reply(body, { headers: { ...headers, 'content-length': length } });
  return (socket, asked) => {
    say(socket, asked);
    socket.end();
  };
}
