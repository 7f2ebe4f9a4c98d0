/**
 * The public pages of the hub: `/join/CODE` on a shopper's phone. Everything that comes in is a stranger's. Nothing is stored
 * by the browser but one cookie, nothing of the address is logged, and no address leads anywhere but here or to the provider.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Language } from '../../../contract/settings.ts';
import { BrokerError, isBrokerError, type BrokerErrorCode } from '../../../errors.ts';
import type { Logger } from '../../../ports.ts';
import type { LogGate } from '../../log-gate.ts';
import type { Consents } from '../consent/consents.ts';
import type { Phone, Visits } from '../visits/visits.ts';
import { languageFor } from './languages.ts';
import * as pages from './pages.ts';
import { digestOf, type PhoneCookie } from './phone-cookie.ts';
import { JOIN_STYLE } from './style.ts';
import type { Trouble } from './words.ts';

export interface JoinRoutesOptions {
  visits: Visits;
  consents: Pick<Consents, 'questions'>;
  cookie: PhoneCookie;
  gate: LogGate;
  logger: Logger;
}

type CodeParams = { Params: { code: string } };

const POLICY = [
  "default-src 'none'",
  "style-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** `same-origin` tells other sites nothing; `no-referrer` would take the Origin from our own forms, which is checked. */
const HEADERS = {
  'content-security-policy': POLICY,
  'referrer-policy': 'same-origin',
  'cache-control': 'no-store',
  'x-robots-tag': 'noindex',
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
} as const;

/** What an operator would want to know of. */
const SIGN_IN_FAULTS: ReadonlySet<string> = new Set(['TW_SIGN_IN_AWAY', 'TW_SIGN_IN_REFUSED']);
const FORM_BYTES = 2_048;
const MOST_FIELDS = 20;

const TROUBLE: Partial<Record<BrokerErrorCode, { trouble: Trouble; status: number }>> = {
  TW_VISIT_UNKNOWN: { trouble: 'unknown', status: 404 },
  TW_VISIT_TAKEN: { trouble: 'taken', status: 409 },
  TW_VISIT_OVER: { trouble: 'over', status: 409 },
  TW_COMMAND_TIMEOUT: { trouble: 'over', status: 504 },
  TW_LINK_DOWN: { trouble: 'over', status: 503 },
  TW_RATE_LIMITED: { trouble: 'busy', status: 429 },
  TW_SIGN_IN_AWAY: { trouble: 'away', status: 503 },
  TW_PEOPLE_AWAY: { trouble: 'away', status: 503 },
  TW_SIGN_IN_REFUSED: { trouble: 'refused', status: 403 },
  TW_HOST_REFUSED: { trouble: 'refused', status: 403 },
  TW_ORIGIN_REFUSED: { trouble: 'refused', status: 403 },
  TW_PERSON_UNKNOWN: { trouble: 'stranger', status: 404 },
};

/** In a scope of their own: forms are read and errors are worded here and nowhere else. */
export async function addJoinRoutes(app: FastifyInstance, options: JoinRoutesOptions): Promise<void> {
  await app.register(async (scope) => {
    scope.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string', bodyLimit: FORM_BYTES },
      (_request, body, done) => done(null, new URLSearchParams(String(body))),
    );
    scope.addHook('onRequest', async (_request, reply) => {
      reply.headers(HEADERS);
    });
    scope.setErrorHandler(async (error, request, reply) => sendTrouble(error, { request, reply, options }));
    addLookingRoutes(scope, options);
    addActingRoutes(scope, options);
  });
}

function addLookingRoutes(scope: FastifyInstance, { visits, consents, cookie }: JoinRoutesOptions): void {
  scope.get('/join/style.css', async (_request, reply) =>
    reply.header('cache-control', 'public, max-age=300').type('text/css; charset=utf-8').send(JOIN_STYLE),
  );
  scope.get('/join', async (request, reply) => {
    const code = queryOf(request).get('code');
    if (code === null) return send(reply, pages.enterPage(languageOf(request)));
    return reply.redirect(`/join/${codeOf(code)}?lang=${languageOf(request)}`, 303);
  });
  scope.get('/join/callback', async (request, reply) => {
    const secret = cookie.read(request);
    if (secret === undefined) throw new BrokerError('TW_SIGN_IN_REFUSED');
    const query = queryOf(request).toString();
    const visit = await visits.signedIn(query, { from: request.ip, digest: digestOf(secret) });
    // What the provider sent must not stay in the address.
    return reply.redirect(`/join/${visit.code}?lang=${visit.phoneLanguage}`, 303);
  });
  scope.get<CodeParams>('/join/:code', async (request, reply) => {
    const secret = cookie.of(request, reply);
    const visit = visits.look(codeOf(request.params.code), { from: request.ip, digest: digestOf(secret) });
    const language = languageOf(request, visit.language);
    const asked = { visit, language, form: cookie.formOf(secret, visit.code) };
    if (visit.found === null) return send(reply, pages.introPage(asked));
    const questions = await consents.questions(visit.found.key, language);
    return send(reply, pages.confirmPage(asked, { name: visit.found.person.displayName, questions }));
  });
}

function addActingRoutes(scope: FastifyInstance, options: JoinRoutesOptions): void {
  const { visits } = options;
  scope.post<CodeParams>('/join/:code/continue', async (request, reply) => {
    const { code, phone, language } = formOf(request, options);
    return send(reply, pages.leavingPage(language, await visits.proceed(code, phone, language)));
  });
  scope.post<CodeParams>('/join/:code/confirm', async (request, reply) => {
    const { code, phone, language, fields } = formOf(request, options);
    const visit = visits.look(code, phone);
    const { person } = await visits.confirm(
      code,
      phone,
      new Set(fields.getAll('agree').slice(0, MOST_FIELDS)),
    );
    return send(reply, pages.donePage(language, visit, person.displayName));
  });
  scope.post<CodeParams>('/join/:code/cancel', async (request, reply) => {
    const { code, phone, language } = formOf(request, options);
    visits.refuse(code, phone);
    return send(reply, pages.refusedPage(language));
  });
}

interface Form {
  code: string;
  phone: Phone;
  language: Language;
  fields: URLSearchParams;
}

/** A form counts only from a page that this browser got for this code. @throws BrokerError TW_SIGN_IN_REFUSED */
function formOf(request: FastifyRequest<CodeParams>, { cookie }: Pick<JoinRoutesOptions, 'cookie'>): Form {
  const fields = request.body instanceof URLSearchParams ? request.body : new URLSearchParams();
  const code = codeOf(request.params.code);
  const secret = cookie.read(request);
  if (secret === undefined || !cookie.isForm(fields.get('form'), { secret, code }))
    throw new BrokerError('TW_SIGN_IN_REFUSED');
  const language = languageFor({ chosen: fields.get('lang') ?? undefined });
  return { code, phone: { from: request.ip, digest: digestOf(secret) }, language, fields };
}

function languageOf(request: FastifyRequest, display?: string): Language {
  const chosen = queryOf(request).get('lang') ?? undefined;
  return languageFor({ chosen, accepted: request.headers['accept-language'], display });
}

function queryOf({ url }: FastifyRequest): URLSearchParams {
  return new URLSearchParams(url.slice(url.indexOf('?') + 1 || url.length));
}

/** As a person types it. What cannot be a code never gets into an address or a header. @throws BrokerError TW_VISIT_UNKNOWN */
function codeOf(typed: string): string {
  const letters = typed.toUpperCase().replaceAll(/[\s-]/g, '');
  if (!/^[BCDFGHJKLMNPQRSTVWXZ]{8}$/.test(letters)) throw new BrokerError('TW_VISIT_UNKNOWN');
  return `${letters.slice(0, 4)}-${letters.slice(4)}`;
}

function send(reply: FastifyReply, html: string): FastifyReply {
  return reply.type('text/html; charset=utf-8').send(html);
}

/** The address is not logged: it may hold a code, or what a provider sent. */
function sendTrouble(
  error: unknown,
  { request, reply, options }: { request: FastifyRequest; reply: FastifyReply; options: JoinRoutesOptions },
): FastifyReply {
  const { gate, logger } = options;
  const code = isBrokerError(error) ? error.code : 'TW_HUB_FAILED';
  const known = isBrokerError(error) ? TROUBLE[error.code] : undefined;
  const status = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 500;
  if (known === undefined && status >= 500 && gate.opens(`join ${code}`))
    logger.error({ code, err: error }, 'a page of a phone failed');
  else if (SIGN_IN_FAULTS.has(code) && gate.opens(`join ${code}`)) logger.info({ code }, 'a sign-in failed');
  const fields = request.body instanceof URLSearchParams ? request.body : null;
  const language = fields === null ? languageOf(request) : languageFor({ chosen: fields.get('lang') ?? '' });
  reply.code(known?.status ?? (status < 500 ? status : 500));
  return send(reply, pages.troublePage(language, known?.trouble ?? 'fault'));
}
