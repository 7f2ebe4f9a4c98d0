/** The fitting room's page. */
import { SocketLink, socketUrl } from '../shared/connection/socket-link.ts';
import { TwRoom } from './room-app.ts';

const room = new TwRoom();
room.link = new SocketLink(socketUrl(location, 'room'));
document.body.append(room);
