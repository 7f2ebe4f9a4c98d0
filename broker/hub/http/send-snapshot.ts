/**
 * Sends a snapshot: the bytes of the file as they are, with their hash (RFC 9530) and in ranges, so that a kiosk on a bad
 * line goes on where it broke, and knows at the end that it has what the hub has. The entity tag is the hash.
 */
import { open } from 'node:fs/promises';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { KeptFile } from '../catalogue/kept-files.ts';
import type { ReplicaFiles } from '../catalogue/replica-files.ts';
import type { CurrentCatalogue } from '../catalogue/current-catalogue.ts';
import { byteRange } from './byte-range.ts';

export interface SnapshotSender {
  catalogue: Pick<CurrentCatalogue, 'info'>;
  replicas: Pick<ReplicaFiles, 'of' | 'byDigest'>;
}

const TAG = /^"([0-9a-f]{64})"$/;

export async function sendSnapshot(
  request: FastifyRequest<{ Params: { storeCode: string } }>,
  reply: FastifyReply,
  sender: SnapshotSender,
): Promise<FastifyReply> {
  const { storeCode } = request.params;
  const begun = await begunFile(request, sender);
  const file = begun ?? (await sender.replicas.of(storeCode, sender.catalogue.info()));
  const etag = `"${file.sha256}"`;
  reply.headers({
    etag,
    'cache-control': 'no-cache',
    'accept-ranges': 'bytes',
    'repr-digest': `sha-256=:${Buffer.from(file.sha256, 'hex').toString('base64')}:`,
  });
  if (namesTag(request.headers['if-none-match'], etag)) return reply.code(304).send();
  const wanted = begun === undefined ? undefined : byteRange(request.headers.range, file.size);
  if (wanted === 'beyond') return reply.code(416).header('content-range', `bytes */${file.size}`).send();
  const { start, end } = wanted ?? { start: 0, end: file.size - 1 };
  if (wanted) reply.code(206).header('content-range', `bytes ${start}-${end}/${file.size}`);
  const handle = await open(file.path, 'r');
  return reply
    .headers({ 'content-type': 'application/gzip', 'content-length': end - start + 1 })
    .send(handle.createReadStream({ start, end }));
}

/** The file that the kiosk has the beginning of, also when the catalogue has moved on meanwhile. */
async function begunFile(
  { params, headers }: FastifyRequest<{ Params: { storeCode: string } }>,
  { replicas }: SnapshotSender,
): Promise<KeptFile | undefined> {
  if (headers.range === undefined) return undefined;
  const [, sha256] = TAG.exec(String(headers['if-range'] ?? '')) ?? [];
  return sha256 === undefined ? undefined : replicas.byDigest(params.storeCode, sha256);
}

function namesTag(header: string | undefined, etag: string): boolean {
  const tags = (header ?? '').split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  return tags.includes(etag) || tags.includes('*');
}
