/** `?app=wall|room&screen=…&lang=…&scale=…`: one state of one application, without a kiosk. Without `screen`: a list. */
import type { Language } from '../../broker/contract/settings.ts';
import { TwRoom } from '../room/room-app.ts';
import { TwWall } from '../wall/wall-app.ts';
import { ROOM } from './fixtures/rooms.ts';
import { WALL } from './fixtures/screens.ts';
import { GalleryLink } from './gallery-link.ts';

const query = new URLSearchParams(location.search);
const kind = query.get('app') === 'room' ? 'room' : 'wall';
const fixture = (kind === 'room' ? ROOM : WALL)[query.get('screen') ?? ''];
const root = document.documentElement;

if (fixture) {
  root.dataset['surface'] = kind;
  if (kind === 'room') root.dataset['scheme'] = 'dark';
  const link = new GalleryLink(fixture, kind, (query.get('lang') ?? 'en') as Language);
  const app = kind === 'room' ? new TwRoom() : new TwWall();
  app.link = link;
  document.body.append(app);
  const scale = query.get('scale');
  if (scale) root.dataset['textScale'] = scale;
  Object.assign(window, { gallery: link });
} else {
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
