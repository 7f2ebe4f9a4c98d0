/** One question to the hub as JSON, and what can go wrong, in the words of the pairing screen. */
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { TLSSocket } from 'node:tls';
import type { PairingProblem } from '../../broker/contract/pairing-screen.ts';
import type { AskFailed } from './hub-port.ts';

export interface Question {
  url: URL;
  /** Posted as JSON; without one it is a GET. */
  body?: object;
  /** Bearer. */
  token?: string;
  /** Authorities, PEM. Left out: anybody is heard, and the caller judges. */
  ca?: readonly string[];
  /** Default ten seconds. */
  patienceMs?: number;
}

export interface Answered {
  kind: 'answered';
  status: number;
  /** Undefined when it is not JSON. */
  body: unknown;
  /** Hub's time, epoch milliseconds; null when it did not say. */
  date: number | null;
  /** Null over plain HTTP. */
  socket: TLSSocket | null;
}

const PATIENCE_MS = 10_000;
const LARGEST_BYTES = 262_144;

const NO_WAY = new Set(['ENOTFOUND', 'EAI_AGAIN', 'ENETUNREACH', 'EHOSTUNREACH', 'ENETDOWN']);
const NOBODY = new Set(['ECONNREFUSED', 'ECONNRESET', 'ETIMEDOUT', 'EPIPE', 'ABORT_ERR']);

export function askHub(question: Question): Promise<Answered | AskFailed> {
  return new Promise((resolve) => {
    const text = question.body === undefined ? undefined : JSON.stringify(question.body);
    const isTls = question.url.protocol === 'https:';
    const headers = {
      ...(text === undefined
        ? {}
        : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }),
      ...(question.token === undefined ? {} : { authorization: `Bearer ${question.token}` }),
    };
    const method = text === undefined ? 'GET' : 'POST';
    const options = { method, headers, signal: AbortSignal.timeout(question.patienceMs ?? PATIENCE_MS) };
    const trust = question.ca === undefined ? { rejectUnauthorized: false } : { ca: [...question.ca] };
    // A connection of its own, so that the certificate that is judged is the one of this answer.
    const request = isTls
      ? httpsRequest(question.url, { ...options, ...trust, agent: false })
      : httpRequest(question.url, { ...options, agent: false });
    const fail = (error: Error): void => resolve(failedBy(error));
    request.once('error', fail);
    request.once('response', (message) => {
      const socket = isTls ? (message.socket as TLSSocket) : null;
      read(message).then((body) => resolve(answered(message, { body, socket })), fail);
    });
    request.end(text);
  });
}

export function failed(problem: PairingProblem, detail: string, code = ''): AskFailed {
  return { kind: 'failed', problem, detail, code };
}

/** `{ "error": { "code", "message" } }`; empty texts when the answer is something else. */
export function refusalOf(body: unknown): { code: string; message: string } {
  const { error } = (body ?? {}) as { error?: { code?: unknown; message?: unknown } };
  const text = (value: unknown): string => (typeof value === 'string' ? value.slice(0, 500) : '');
  return { code: text(error?.code), message: text(error?.message) };
}

function answered(message: IncomingMessage, more: Pick<Answered, 'body' | 'socket'>): Answered {
  const date = Date.parse(message.headers.date ?? '');
  return {
    kind: 'answered',
    status: message.statusCode ?? 0,
    date: Number.isNaN(date) ? null : date,
    ...more,
  };
}

async function read(message: IncomingMessage): Promise<unknown> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of message as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > LARGEST_BYTES) return undefined;
    parts.push(part);
  }
  try {
    return JSON.parse(Buffer.concat(parts).toString('utf8')) as unknown;
  } catch {
    return undefined;
  }
}

/** What is no trouble of the network is one of the certificate: those codes are many (OpenSSL's and Node's). */
function failedBy(error: Error & { code?: unknown }): AskFailed {
  const code = typeof error.code === 'string' ? error.code : error.name;
  const detail = `${code}: ${error.message}`;
  if (NO_WAY.has(code)) return failed('network', detail);
  if (NOBODY.has(code) || error.name === 'TimeoutError' || error.name === 'AbortError')
    return failed('silent', detail);
  return failed(/CERT|SSL|TLS|SIGNATURE|ISSUER|VERIFY|EPROTO/u.test(code) ? 'untrusted' : 'silent', detail);
}
