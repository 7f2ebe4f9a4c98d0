/** Pairing and identities over HTTP; the shapes are in broker/contract/pairing.ts. */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Compile } from 'typebox/compile';
import {
  PairingBegin,
  PairingDecision,
  PairingPoll,
  PairingRenew,
  UserCode,
  type PairingBegun,
  type PairingDesk,
  type PairingGrant,
  type PairingStanding,
} from '../../contract/pairing.ts';
import { BrokerError } from '../../errors.ts';
import type { Authority } from '../identity/authority.ts';
import type { Identities } from '../identity/identities.ts';
import type { Pairing } from '../identity/pairing.ts';
import { bearerOf, type Access } from './access.ts';

export interface PairingRoutesOptions {
  pairing: Pick<Pairing, 'begin' | 'poll' | 'decide' | 'desk'>;
  identities: Pick<Identities, 'bearer' | 'renew' | 'revoke' | 'revocations'>;
  authority: Pick<Authority, 'ca'>;
  access: Pick<Access, 'assertAllowed'>;
}

const SHAPES = {
  begin: Compile(PairingBegin),
  poll: Compile(PairingPoll),
  renew: Compile(PairingRenew),
  decision: Compile(PairingDecision),
  userCode: Compile(UserCode),
};
const SERIAL = /^[0-9a-f]{2,40}$/;
const PEM = 'application/x-pem-file';

export function addPairingRoutes(app: FastifyInstance, options: PairingRoutesOptions): void {
  addKioskEnd(app, options);
  addConsoleEnd(app, options);
  // What every certificate says anyway, for brokers that fetch it.
  app.get('/api/fleet/authority.pem', async (_request, reply) => reply.type(PEM).send(options.authority.ca));
  app.get('/api/fleet/revoked.pem', async (_request, reply) =>
    reply
      .type(PEM)
      .header('cache-control', 'no-cache')
      .send(await options.identities.revocations()),
  );
}

function addKioskEnd(app: FastifyInstance, { pairing, identities }: PairingRoutesOptions): void {
  app.post('/api/pairing/begin', async (request, reply): Promise<PairingBegun> => {
    reply.header('cache-control', 'no-store');
    return pairing.begin(read(SHAPES.begin, request.body), askerOf(request));
  });
  app.post('/api/pairing/token', async (request, reply): Promise<PairingGrant> => {
    reply.header('cache-control', 'no-store');
    return pairing.poll(read(SHAPES.poll, request.body), askerOf(request));
  });
  app.post('/api/pairing/renew', async (request, reply): Promise<PairingGrant> => {
    reply.header('cache-control', 'no-store');
    const { csr } = read(SHAPES.renew, request.body);
    return identities.renew(tokenOf(request), { csr, from: request.ip });
  });
  app.get('/api/pairing/standing', async (request, reply): Promise<PairingStanding> => {
    reply.header('cache-control', 'no-store');
    const kiosk = await identities.bearer(tokenOf(request));
    if (!kiosk) throw new BrokerError('TW_TOKEN_REFUSED');
    return { clientId: kiosk.clientId };
  });
}

function tokenOf(request: FastifyRequest): string {
  const token = bearerOf(request);
  if (token === undefined) throw new BrokerError('TW_SIGNED_OUT');
  return token;
}

function addConsoleEnd(app: FastifyInstance, { pairing, identities, access }: PairingRoutesOptions): void {
  const preHandler = access.assertAllowed;
  app.get('/api/console/pairing', { preHandler }, async (_request, reply): Promise<PairingDesk> => {
    reply.header('cache-control', 'no-store');
    return pairing.desk();
  });
  app.post<{ Params: { userCode: string } }>(
    '/api/console/pairing/:userCode',
    { preHandler },
    async (request, _reply): Promise<{ ok: true }> => {
      const decision = read(SHAPES.decision, request.body);
      await pairing.decide(codeOf(request.params.userCode), decision, request.ip);
      return { ok: true };
    },
  );
  app.delete<{ Params: { serial: string } }>(
    '/api/console/identities/:serial',
    { preHandler },
    async (request, _reply): Promise<{ ok: true }> => {
      const { serial } = request.params;
      if (!SERIAL.test(serial)) throw new BrokerError('TW_IDENTITY_UNKNOWN');
      await identities.revoke(serial, request.ip);
      return { ok: true };
    },
  );
}

/** As a person types it: small letters, without the dash. */
function codeOf(typed: string): string {
  const letters = typed.toUpperCase().replaceAll(/[^A-Z]/g, '');
  const code = `${letters.slice(0, 4)}-${letters.slice(4)}`;
  // What cannot be a code is a mistake in typing, not a guess.
  if (!SHAPES.userCode.Check(code)) throw new BrokerError('TW_PAIRING_UNKNOWN');
  return code;
}

function read<T>(shape: { Check: (body: unknown) => body is T }, body: unknown): T {
  if (!shape.Check(body)) throw new BrokerError('TW_REQUEST_INVALID');
  return body;
}

function askerOf({ ip, protocol, host }: FastifyRequest): { from: string; origin: string } {
  return { from: ip, origin: `${protocol}://${host}` };
}
