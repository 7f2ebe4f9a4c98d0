/** `?app=wall|room&screen=…&lang=…&scale=…`: one state of one application, without a kiosk. Without `screen`: a list. */
import type { LitElement } from 'lit';
import type { Language } from '../../broker/contract/settings.ts';
import { TwRoom } from '../room/room-app.ts';
import { afterPaint } from '../shared/connection/after-paint.ts';
import { TwWall } from '../wall/wall-app.ts';
import { ROOM } from './fixtures/rooms.ts';
import { WALL } from './fixtures/screens.ts';
import { GalleryLink } from './gallery-link.ts';

const root = document.documentElement;

declare global {
  interface Window {
    gallery?: GalleryLink;
    /** Shows another state on the same page: many states are faster seen one after the other than loaded anew. */
    openScreen(search: string): Promise<void>;
  }
}

function open(search: string): LitElement | null {
  const query = new URLSearchParams(search);
  const kind = query.get('app') === 'room' ? 'room' : 'wall';
  const fixture = (kind === 'room' ? ROOM : WALL)[query.get('screen') ?? ''];
  if (!fixture) return null;
  for (const before of document.querySelectorAll('tw-wall, tw-room')) before.remove();
  root.dataset['surface'] = kind;
  if (kind === 'room') root.dataset['scheme'] = 'dark';
  else delete root.dataset['scheme'];
  const link = new GalleryLink(fixture, kind, (query.get('lang') ?? 'en') as Language);
  const app = kind === 'room' ? new TwRoom() : new TwWall();
  app.link = link;
  document.body.append(app);
  const scale = query.get('scale');
  if (scale) root.dataset['textScale'] = scale;
  else delete root.dataset['textScale'];
  window.gallery = link;
  return app;
}

window.openScreen = async (search) => {
  const app = open(search);
  if (!app) throw new RangeError(`no screen ${search}`);
  await app.updateComplete;
  await afterPaint();
  await document.fonts.ready;
};

if (!open(location.search)) {
  root.dataset['surface'] = 'desk';
  for (const [app, fixtures] of Object.entries({ wall: WALL, room: ROOM })) {
    const list = document.createElement('ul');
    for (const screen of Object.keys(fixtures)) {
      const link = document.createElement('a');
      link.href = `?app=${app}&screen=${screen}`;
      link.textContent = `${app}: ${screen}`;
      const item = document.createElement('li');
      item.append(link);
      list.append(item);
    }
    document.body.append(list);
  }
}
