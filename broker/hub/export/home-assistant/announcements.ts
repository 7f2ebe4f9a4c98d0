/**
 * Announces every kiosk to Home Assistant, and takes it back when the fleet has it no more. The hub does it, because a kiosk
 * may publish in its own subtree only.
 */
import type { MqttLink } from '../../../link/mqtt-link.ts';
import type { Logger } from '../../../ports.ts';
import type { Fleet } from '../../twin/fleet.ts';
import { announcementOf, type AnnouncedKiosk, type Announcement } from './discovery.ts';

export interface AnnouncementsOptions {
  fleet: { all(): AnnouncedKiosk[]; get(id: string): object | undefined; onChanged: Fleet['onChanged'] };
  link: Pick<MqttLink, 'connected' | 'publish' | 'onConnection'>;
  /** First level of Home Assistant's discovery topics, usually `homeassistant`. */
  prefix: string;
  root: string;
  tenant: string;
  /** False for the stores of other hubs, which announce them. */
  owns: (store: string) => boolean;
  logger: Logger;
}

export class Announcements {
  readonly #options: AnnouncementsOptions;
  /** What the broker keeps, by kiosk. */
  readonly #said = new Map<string, Announcement>();
  #undo: (() => void)[] = [];

  constructor(options: AnnouncementsOptions) {
    this.#options = options;
  }

  start(): void {
    const { fleet, link } = this.#options;
    this.#undo = [
      link.onConnection((connected) => {
        if (connected) this.#announceAll();
      }),
      fleet.onChanged((kiosk) => {
        this.#announce(kiosk);
        this.#withdrawGone();
      }),
    ];
    this.#announceAll();
  }

  /** What was announced stays: the kiosks do not go because the hub does. */
  stop(): void {
    for (const undo of this.#undo.splice(0)) undo();
  }

  /** A broker that was away may have forgotten what it kept. */
  #announceAll(): void {
    this.#withdrawGone();
    for (const kiosk of this.#options.fleet.all()) {
      const said = this.#said.get(kiosk.id);
      if (said === undefined) this.#announce(kiosk);
      else this.#say(said);
    }
  }

  #announce(kiosk: AnnouncedKiosk): void {
    const { link, owns } = this.#options;
    // Of one that never said more than its address nothing is known that could be shown.
    if (!link.connected || kiosk.boot === '' || !owns(kiosk.store)) return;
    const announcement = announcementOf(this.#options, kiosk);
    if (this.#said.get(kiosk.id)?.payload === announcement.payload) return;
    this.#said.set(kiosk.id, announcement);
    this.#say(announcement);
  }

  #withdrawGone(): void {
    const { fleet, link } = this.#options;
    if (!link.connected) return;
    for (const [id, { topic }] of this.#said) {
      if (fleet.get(id) !== undefined) continue;
      this.#said.delete(id);
      // An empty message takes the kept one away.
      this.#say({ topic, payload: '' });
    }
  }

  #say({ topic, payload }: Announcement): void {
    const { link, logger } = this.#options;
    link.publish(topic, payload, { retain: true }).catch((error: unknown) => {
      logger.debug({ topic, err: error }, 'an announcement to Home Assistant was not sent; it is sent again');
    });
  }
}
