/** Compares what somebody gave with a secret, in constant time, also for different lengths. */
import { createHash, timingSafeEqual } from 'node:crypto';

export function isSecret(given: string, secret: string): boolean {
  return timingSafeEqual(digest(given), digest(secret));
}

/** The token of an `Authorization: Bearer …` header; undefined when there is none. */
export function bearerOf(header: string | undefined): string | undefined {
  return /^Bearer (.{1,512})$/i.exec(header ?? '')?.[1];
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
