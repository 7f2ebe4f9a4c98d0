/** Errors as the HTTP interface words them: `{ "error": { "code", "message" } }`. */
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import type { ErrorBody } from '../../contract/http.ts';
import { BROKER_ERRORS, BrokerError, isBrokerError, type BrokerErrorCode } from '../../errors.ts';
import type { Logger } from '../../ports.ts';

const STATUS: Partial<Record<BrokerErrorCode, number>> = {
  TW_REQUEST_INVALID: 400,
  TW_SETTING_INVALID: 422,
  TW_SIGNED_OUT: 401,
  TW_TOKEN_REFUSED: 401,
  TW_HOST_REFUSED: 403,
  TW_ORIGIN_REFUSED: 403,
  TW_NOT_FOUND: 404,
  TW_PERSON_UNKNOWN: 404,
  TW_KIOSK_UNKNOWN: 404,
  TW_DISPLAY_UNKNOWN: 404,
  TW_STORE_UNKNOWN: 404,
  TW_CATALOGUE_NONE: 404,
  TW_CHANGES_UNKNOWN: 410,
  TW_PRODUCT_UNKNOWN: 404,
  TW_PRODUCT_TOO_LARGE: 422,
  TW_TAG_NOT_LEARNED: 404,
  TW_SKU_UNKNOWN: 404,
  TW_READER_UNKNOWN: 404,
  TW_SOURCE_UNKNOWN: 404,
  TW_HOOK_REFUSED: 401,
  TW_SOURCE_BUSY: 503,
  TW_SOURCE_ANSWER: 422,
  TW_AUTHORITY_UNUSABLE: 503,
  TW_CSR_INVALID: 400,
  TW_PAIRING_PENDING: 400,
  TW_PAIRING_SLOW_DOWN: 400,
  TW_PAIRING_DENIED: 400,
  TW_PAIRING_EXPIRED: 400,
  TW_PAIRING_UNKNOWN: 404,
  TW_IDENTITY_UNKNOWN: 404,
  TW_PAIRING_UNCHECKED: 409,
  TW_PAIRING_TAKEN: 409,
  TW_INTENT_UNKNOWN: 404,
  TW_INTENT_MOVE: 409,
  TW_HANDOVER_UNKNOWN: 404,
  TW_HANDOVER_CLAIMED: 409,
  TW_HANDOVER_EXPIRED: 410,
  TW_RATE_LIMITED: 429,
  TW_LINK_DOWN: 503,
  TW_FLEET_UNAVAILABLE: 503,
  TW_PEOPLE_AWAY: 503,
  TW_COMMAND_TIMEOUT: 504,
  TW_DATABASE_FULL: 507,
};

export function bodyOf(code: string, message: string): ErrorBody {
  return { error: { code, message } };
}

/** What is thrown in a route, as an answer. A fault of our own says nothing about itself to the outside. */
export function answerError(logger: Logger) {
  return async (
    error: FastifyError | Error,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<FastifyReply> => {
    if (isBrokerError(error)) {
      const status = STATUS[error.code] ?? 500;
      if (status === 500) logger.error({ err: error, url: request.url }, 'a request failed');
      return reply.code(status).send(bodyOf(error.code, error.message));
    }
    const status = 'statusCode' in error ? (error.statusCode ?? 500) : 500;
    if (status < 500) return reply.code(status).send(bodyOf('TW_REQUEST_INVALID', error.message));
    logger.error({ err: error, url: request.url }, 'a request failed');
    return reply.code(500).send(bodyOf('TW_HUB_FAILED', BROKER_ERRORS.TW_HUB_FAILED));
  };
}

/** For addresses that lead nowhere. */
export function answerNotFound(): never {
  throw new BrokerError('TW_NOT_FOUND');
}
