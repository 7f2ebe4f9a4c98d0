/**
 * Kills the hub or the kiosk in the middle of snapshots, changes and pictures, and looks after every start at what the
 * kiosk holds: one whole generation of the catalogue, never parts of two; and in the end the last one.
 */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isWebp } from '../../../kiosk/media/fetch-media.ts';
import { isMediaFile } from '../../../kiosk/media/media-file.ts';
import { bundle, type Bundle } from '../../support/bundle.ts';
import { Child } from '../../support/child.ts';
import { freePort } from '../../support/brokers/broker-process.ts';
import type { SeededRandom } from '../../support/seeded-random.ts';
import { DeadlinePassed, until } from '../../support/until.ts';
import { Generations } from './generations.ts';

export interface ReplicaKills {
  rounds: number;
  /** Kills by who died, and what the kiosk was doing. */
  phases: Record<string, number>;
  /** Looks at what the kiosk held. */
  looks: number;
  /** Looks that found parts of two generations. Must be 0. */
  halves: number;
  /** Files under the name of a picture that are none. Must be 0. */
  badPictures: number;
  pictures: number;
  /** Times that the kiosk did not come to the last generation and its picture. Must be 0. */
  behind: number;
  /** Generation that the kiosk had at the end, and that of the hub. */
  held: number;
  last: number;
}

const CATCH_UP_MS = 60_000;
const PHASE_MS = 3_000;
/** After so many rounds the kiosk must have caught up. */
const CHECK = 10;

const PHASES: Readonly<Record<string, string>> = { s: 'snapshot', d: 'changes', m: 'picture' };

export function isWhole({ halves, badPictures, behind, held, last }: ReplicaKills): boolean {
  return halves + badPictures + behind === 0 && held === last;
}

export interface ReplicaKillOptions {
  rounds: number;
  random: SeededRandom;
  progress: (text: string) => void;
}

export async function killReplicas(options: ReplicaKillOptions): Promise<ReplicaKills> {
  const children = await bundle({
    kiosk: 'test/support/children/replica-kiosk.ts',
    hub: 'test/support/children/hub.ts',
    broker: 'test/support/children/broker.ts',
    'broker-worker': 'broker/embedded/broker-worker.ts',
  });
  const campaign = new Campaign(children, options);
  try {
    return await campaign.run();
  } finally {
    await campaign.close();
    children.remove();
  }
}

class Campaign {
  readonly #children: Bundle;
  readonly #options: ReplicaKillOptions;
  readonly #folder = mkdtempSync(join(tmpdir(), 'tapwall-replica-'));
  readonly #result: ReplicaKills;
  #generations: Generations | undefined;
  #running: { broker?: Child; hub?: Child; kiosk?: Child } = {};
  #url = '';
  #hubUrl = '';
  #phase = '';

  constructor(children: Bundle, options: ReplicaKillOptions) {
    this.#children = children;
    this.#options = options;
    this.#result = {
      rounds: options.rounds,
      phases: {},
      looks: 0,
      halves: 0,
      badPictures: 0,
      pictures: 0,
      behind: 0,
      held: 0,
      last: 0,
    };
  }

  async run(): Promise<ReplicaKills> {
    const { rounds, progress } = this.#options;
    const generations = new Generations(join(this.#folder, 'hub'));
    this.#generations = generations;
    generations.next(false);
    mkdirSync(join(this.#folder, 'kiosk'));
    await this.#startBroker();
    await this.#startHub();
    this.#startKiosk();
    for (let round = 1; round <= rounds; round += 1) {
      await this.#round(generations);
      if (round % CHECK === 0 || round === rounds) {
        await this.#catchUp(generations);
        progress(`${round} of ${rounds}, generation ${this.#result.held}`);
      }
    }
    this.#lookAtPictures();
    return { ...this.#result, last: generations.number };
  }

  async close(): Promise<void> {
    const { broker, hub, kiosk } = this.#running;
    for (const child of [kiosk, hub, broker]) if (child && !child.gone) await child.kill();
    this.#generations?.close();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  async #round(generations: Generations): Promise<void> {
    const { random } = this.#options;
    this.#phase = '';
    generations.next(random.unit() < 0.4);
    const isPicture = random.unit() < 0.3;
    const isMidst = (): boolean => (isPicture ? this.#phase === 'm' : this.#phase !== '');
    await until(isMidst, PHASE_MS).catch(ignoreDeadline);
    // Somewhere in the middle of it: most of it takes less.
    await pause(random.unit() * 40);
    const victim = random.unit() < 0.6 ? 'kiosk' : 'hub';
    const phase = `${victim} in ${PHASES[this.#phase] ?? 'peace'}`;
    this.#result.phases[phase] = (this.#result.phases[phase] ?? 0) + 1;
    await this.#running[victim]?.kill();
    if (victim === 'kiosk') this.#startKiosk();
    else await this.#startHub();
  }

  async #catchUp(generations: Generations): Promise<void> {
    const picture = join(this.#folder, 'kiosk', 'media', generations.picture);
    const isThere = (): boolean => this.#result.held === generations.number && existsSync(picture);
    await until(isThere, CATCH_UP_MS).catch(ignoreDeadline);
    if (!isThere()) this.#result.behind += 1;
  }

  async #startBroker(): Promise<void> {
    const port = await freePort();
    this.#url = `mqtt://127.0.0.1:${port}`;
    this.#running.broker = new Child(this.#children.file('broker'), { port });
  }

  async #startHub(): Promise<void> {
    const options = { dir: join(this.#folder, 'hub'), url: this.#url, httpPort: await this.#port() };
    const hub = new Child(this.#children.file('hub'), options);
    this.#running.hub = hub;
    await hub.untilReady();
  }

  /** The kiosk knows one address, so the hub comes back at it. */
  async #port(): Promise<number> {
    if (this.#hubUrl === '') this.#hubUrl = `http://127.0.0.1:${await freePort()}`;
    return Number(new URL(this.#hubUrl).port);
  }

  #startKiosk(): void {
    const dir = join(this.#folder, 'kiosk');
    const options = { dir, url: this.#url, hub: this.#hubUrl, kiosk: 'k1' };
    const kiosk = new Child(this.#children.file('kiosk'), options);
    kiosk.onLine((line) => this.#heard(line));
    this.#running.kiosk = kiosk;
  }

  #heard(line: string): void {
    if (line in PHASES) this.#phase = line;
    const [, numbers] = /^H \S+ (\S+)$/.exec(line) ?? [];
    if (numbers === undefined) return;
    this.#result.looks += 1;
    if (numbers === '-') return;
    if (numbers.includes(',')) this.#result.halves += 1;
    else this.#result.held = Number(numbers);
  }

  #lookAtPictures(): void {
    const folder = join(this.#folder, 'kiosk', 'media');
    for (const name of readdirSync(folder)) {
      if (!isMediaFile(name)) continue;
      this.#result.pictures += 1;
      if (!isWebp(readFileSync(join(folder, name)))) this.#result.badPictures += 1;
    }
  }
}

function ignoreDeadline(error: unknown): void {
  if (!(error instanceof DeadlinePassed)) throw error;
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => void setTimeout(resolve, ms));
}
