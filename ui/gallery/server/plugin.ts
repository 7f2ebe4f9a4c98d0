/** Stands in for the kiosk while the screens are developed and tested: never part of the production bundle. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Plugin, PreviewServer, ViteDevServer } from 'vite';
import { relatedPage, reviewsPage, searchPage } from './lists.ts';
import { picture } from './pictures.ts';

export function galleryServer(): Plugin {
  return { name: 'tapwall:gallery', configureServer: serve, configurePreviewServer: serve };
}

function serve({ middlewares }: ViteDevServer | PreviewServer): void {
  middlewares.use((request, response, next) => {
    const url = new URL(request.url ?? '/', 'http://gallery.invalid');
    if (/^\/(media|api)\//u.test(url.pathname)) void answer(request, url, response);
    else next();
  });
}

async function answer(request: IncomingMessage, url: URL, response: ServerResponse): Promise<void> {
  request.resume();
  const [, room, name = '', id = '', list] = url.pathname.split('/').map(decodeURIComponent);
  if (room === 'media') {
    const found = await picture(name);
    response.statusCode = found ? 200 : 404;
    if (found) response.setHeader('content-type', found.type);
    response.end(found?.bytes);
  } else if (name === 'search') json(response, searchPage(url.searchParams));
  else if (name === 'products' && list === 'reviews') json(response, reviewsPage(id, url.searchParams));
  else if (name === 'products' && list === 'related') json(response, relatedPage(id));
  else {
    response.statusCode = 404;
    response.end();
  }
}

function json(response: ServerResponse, body: unknown): void {
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify(body));
}
