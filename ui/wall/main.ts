/** The touchwall's page. */
import { SocketLink, socketUrl } from '../shared/connection/socket-link.ts';
import { TwWall } from './wall-app.ts';

const wall = new TwWall();
wall.link = new SocketLink(socketUrl(location, 'wall'));
document.body.append(wall);
