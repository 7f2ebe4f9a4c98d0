export interface Said {
  readonly en: string;
  readonly it: string;
  readonly fr: string;
  readonly pl: string;
  readonly ro: string;
}

export interface Guide {
  readonly productId: string;
  readonly title: Said;
  readonly steps: readonly Said[];
}
