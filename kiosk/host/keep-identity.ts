/** The keeper of the identity of a paired kiosk, with what it needs of the rest. */
import { IdentityKeeper } from '../pairing/identity-keeper.ts';
import { makeKeyRequest } from '../pairing/key-request.ts';
import type { HostContext } from './context.ts';
import type { Parts } from './parts.ts';

export function createKeeper(
  context: HostContext,
  { platform, incidents }: Pick<Parts, 'platform' | 'incidents'>,
): IdentityKeeper | null {
  const { paired, clock, random, logger } = context;
  if (!paired) return null;
  return new IdentityKeeper({
    ...paired,
    link: platform.link,
    incidents,
    makeKey: makeKeyRequest,
    clock,
    random,
    logger,
  });
}
