/** What kiosks have a copy of: the imported catalogue and the tags learned since, under one version. */
import type { Store } from '../../contract/domain.ts';
import type { CatalogueInfo, CatalogueStore } from '../store/catalogue-store.ts';

export interface CurrentCatalogueOptions {
  catalogue: Pick<CatalogueStore, 'info' | 'version' | 'stores'>;
}

export class CurrentCatalogue {
  readonly #catalogue: CurrentCatalogueOptions['catalogue'];
  #revision = 0;

  constructor({ catalogue }: CurrentCatalogueOptions) {
    this.#catalogue = catalogue;
  }

  /** The learned tags are at this revision now; an older one changes nothing. */
  bindingsAt(revision: number): void {
    this.#revision = Math.max(this.#revision, revision);
  }

  info(): CatalogueInfo | null {
    const info = this.#catalogue.info();
    return info && { ...info, version: versionOf(info.version, this.#revision) };
  }

  /** Changes with every import and every tag that is learned or forgotten; empty when there is no catalogue. */
  version(): string {
    return versionOf(this.#catalogue.version(), this.#revision);
  }

  /** In the order of the feed. */
  stores(): Store[] {
    return this.#catalogue.stores();
  }
}

export interface VersionParts {
  /** Empty when it is no version of ours. */
  imported: string;
  /** Revision of the learned tags. */
  bindings: number;
}

const VERSION = /^([0-9a-f]{1,64})(?:\.([1-9][0-9]{0,14}))?$/;

export function versionParts(version: string): VersionParts {
  const [, imported = '', bindings = '0'] = VERSION.exec(version) ?? [];
  return { imported, bindings: Number(bindings) };
}

/** Of an imported version and a revision of the learned tags. */
export function versionOf(imported: string, revision: number): string {
  return imported === '' || revision === 0 ? imported : `${imported}.${revision}`;
}
