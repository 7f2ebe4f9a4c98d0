/** Stands in for the kiosk while the screens are developed and tested: never part of the production bundle. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Plugin } from 'vite';
import { reviewsPage, searchPage } from './lists.ts';
import { picture } from './pictures.ts';

export function galleryServer(): Plugin {
  return {
    name: 'tapwall:gallery',
    apply: 'serve',
    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        void answer(request, response).then((answered) => (answered ? undefined : next()));
      });
    },
  };
}

async function answer(request: IncomingMessage, response: ServerResponse): Promise<boolean> {
  const url = new URL(request.url ?? '/', 'http://gallery.invalid');
  const [, room, name = '', ...rest] = url.pathname.split('/').map(decodeURIComponent);
  if (room === 'media') {
    const found = await picture(name);
    response.statusCode = found ? 200 : 404;
    if (found) response.setHeader('content-type', found.type);
    response.end(found?.bytes);
    return true;
  }
  if (room !== 'api') return false;
  if (name === 'search') return json(response, searchPage(url.searchParams));
  if (name === 'products' && rest[1] === 'reviews')
    return json(response, reviewsPage(rest[0] ?? '', url.searchParams));
  return false;
}

function json(response: ServerResponse, body: unknown): true {
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify(body));
  return true;
}
