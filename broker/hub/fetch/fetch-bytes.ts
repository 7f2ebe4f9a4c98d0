/** Fetches something small into memory: a picture, or a page of an interface. */
import { createHash } from 'node:crypto';
import { AnswerFault } from './answer-fault.ts';
import type { GuardedAnswer, GuardedHttp, GuardedRequest } from './guarded-http.ts';
import { shownUrl } from './host-rules.ts';
import { unpack } from './unpack.ts';

export interface FetchedBytes {
  bytes: Buffer;
  /** Lower hexadecimal. */
  sha256: string;
  headers: GuardedAnswer['headers'];
  url: URL;
}

export interface FetchBytesRequest extends GuardedRequest {
  /** Of the content, unpacked. */
  most: number;
}

/**
 * One attempt. Null: it is what the conditions in `headers` say the caller has already.
 * @throws BrokerError TW_FETCH_REFUSED | TW_FETCH_FAILED | TW_FETCH_TIMEOUT | TW_FETCH_TOO_LARGE | TW_FETCH_STOPPED
 */
export async function fetchBytes(
  http: Pick<GuardedHttp, 'get'>,
  request: FetchBytesRequest,
): Promise<FetchedBytes | null> {
  const answer = await http.get(request);
  const { status, headers, url, body } = answer;
  try {
    if (status === 304) return null;
    if (status !== 200) throw new AnswerFault(shownUrl(url), status, headers);
    const pieces: Buffer[] = [];
    const hash = createHash('sha256');
    const encoding = headers['content-encoding'] ?? '';
    for await (const piece of unpack(body, { encoding, most: request.most, what: shownUrl(url) })) {
      pieces.push(piece);
      hash.update(piece);
    }
    return { bytes: Buffer.concat(pieces), sha256: hash.digest('hex'), headers, url };
  } finally {
    answer.close();
  }
}
