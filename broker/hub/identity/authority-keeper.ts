/** Where the fleet's authority is kept: in two files beside one hub, in the fleet's database where several hubs share it. */
import { chmodSync, existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Kysely } from 'kysely';
import { BrokerError } from '../../errors.ts';
import type { IdentityTables } from './tables.ts';

/** PEM texts. */
export interface KeptAuthority {
  certificate: string;
  /** PKCS#8. */
  key: string;
}

export interface AuthorityKeeper {
  load(): Promise<KeptAuthority | null>;
  /** Keeps it unless there is one already; answers what is kept now. */
  keep(made: KeptAuthority): Promise<KeptAuthority>;
}

export const AUTHORITY_CERTIFICATE = 'fleet-ca.pem';
export const AUTHORITY_KEY = 'fleet-ca.key';

/** Files in the hub's folder, the key readable by its owner alone. */
export class AuthorityFiles implements AuthorityKeeper {
  readonly #certificate: string;
  readonly #key: string;

  constructor(folder: string) {
    this.#certificate = join(folder, AUTHORITY_CERTIFICATE);
    this.#key = join(folder, AUTHORITY_KEY);
  }

  // oxlint-disable-next-line require-await -- the port is asynchronous
  async load(): Promise<KeptAuthority | null> {
    const there = [existsSync(this.#certificate), existsSync(this.#key)];
    if (!there.includes(true)) return null;
    if (there.includes(false))
      // A new authority in place of half an old one would put out every kiosk of the fleet.
      throw new BrokerError(
        'TW_AUTHORITY_UNUSABLE',
        `${this.#certificate} and ${this.#key} belong together.`,
      );
    chmodSync(this.#key, 0o600);
    return { certificate: readFileSync(this.#certificate, 'utf8'), key: readFileSync(this.#key, 'utf8') };
  }

  async keep(made: KeptAuthority): Promise<KeptAuthority> {
    const kept = await this.load();
    if (kept !== null) return kept;
    replaceFile(this.#key, { text: made.key, mode: 0o600 });
    replaceFile(this.#certificate, { text: made.certificate, mode: 0o644 });
    return made;
  }
}

/** A row that the first hub writes and all others read. */
export class AuthorityRow implements AuthorityKeeper {
  readonly #db: Kysely<IdentityTables>;

  constructor(db: Kysely<IdentityTables>) {
    this.#db = db;
  }

  async load(): Promise<KeptAuthority | null> {
    const row = await this.#db.selectFrom('authority').select(['certificate', 'key']).executeTakeFirst();
    return row ?? null;
  }

  async keep(made: KeptAuthority): Promise<KeptAuthority> {
    await this.#db
      .insertInto('authority')
      .values({ id: 1, ...made })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    return (await this.load()) ?? made;
  }
}

function replaceFile(path: string, { text, mode }: { text: string; mode: number }): void {
  const part = `${path}.part`;
  writeFileSync(part, text, { mode, flush: true });
  renameSync(part, path);
}
