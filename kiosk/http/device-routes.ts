/**
 * Events that devices post: `POST /api/devices/{id}/events`, with the secret of the device file as bearer token or as
 * password of basic authentication. Nothing is read of a request before its secret is right.
 */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { MAX_MESSAGE_BYTES } from '../../device/network/json-messages.ts';
import { KioskError } from '../errors.ts';
import type { WebhookDoor } from '../hardware/webhooks.ts';

const LONGEST_HEADER = 1_024;

interface EventsRoute {
  Params: { id: string };
}

export async function deviceRoutes(server: FastifyInstance, webhooks: WebhookDoor): Promise<void> {
  await server.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    // Readers name many types for their JSON, and some none.
    scope.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: MAX_MESSAGE_BYTES }, (_, body, done) =>
      done(null, body),
    );
    scope.post<EventsRoute>(
      '/api/devices/:id/events',
      {
        bodyLimit: MAX_MESSAGE_BYTES,
        onRequest: async (request) => {
          if (!webhooks.admits(request.params.id, secretOf(request)))
            throw new KioskError(
              'TW_WEBHOOK_REFUSED',
              'No device of this kiosk takes events with this secret.',
            );
        },
      },
      async (request, reply) => {
        const body: unknown = request.body;
        webhooks.deliver(request.params.id, body instanceof Uint8Array ? body : new Uint8Array());
        return reply.code(204).send();
      },
    );
  });
}

/** Empty when there is none; no device has an empty secret. */
function secretOf({ headers }: FastifyRequest<EventsRoute>): string {
  const header = headers.authorization ?? '';
  if (header.length > LONGEST_HEADER) return '';
  const [, scheme = '', value = ''] = /^(bearer|basic) +(\S+)$/i.exec(header) ?? [];
  if (scheme.toLowerCase() === 'bearer') return value;
  if (scheme === '') return '';
  const login = Buffer.from(value, 'base64').toString('utf8');
  return login.slice(login.indexOf(':') + 1);
}
