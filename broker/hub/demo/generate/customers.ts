interface Wish {
  readonly sku: string;
  readonly addedAt: string;
}

export interface Customer {
  readonly ref: string;
  readonly displayName: string;
  readonly tier: string;
  readonly locale: string;
  /** Seven bytes, as a member card answers. */
  readonly cardUid: string;
  readonly wishlist: readonly Wish[];
  readonly consents: readonly string[];
}

const wish = (sku: string, addedAt: string): Wish => ({ sku, addedAt });

export const CUSTOMERS: readonly Customer[] = [
  {
    ref: 'c-1042',
    displayName: 'Marta',
    tier: 'Member',
    locale: 'it',
    cardUid: '04A1B27C5E6180',
    wishlist: [
      wish('VR-SOLVEIG-BLACK-39', '2026-11-18T19:42:10Z'),
      wish('VR-NEVE-SNOW-M', '2026-11-15T08:12:44Z'),
      wish('VR-LUCE-PISTACHIO', '2026-11-02T21:05:31Z'),
      wish('VR-HALDEN-CAMEL-S', '2026-10-27T12:30:05Z'),
      wish('VR-FIOR-PLUM-S', '2026-10-27T12:26:48Z'),
      wish('VR-MERCATO-TAN', '2026-09-14T17:51:20Z'),
    ],
    consents: [],
  },
  {
    ref: 'c-2077',
    displayName: 'Owen',
    tier: 'Gold',
    locale: 'en',
    cardUid: '04C93D11F25A81',
    wishlist: [
      wish('VR-MORENE-OLIVE-L', '2026-11-20T10:03:17Z'),
      wish('VR-ASKA-NAVY-M', '2026-11-20T10:06:02Z'),
      wish('VR-NORDKYST-PEAT-L', '2026-11-08T22:14:39Z'),
      wish('VR-KVIST-BARK-45', '2026-10-11T07:45:00Z'),
      wish('VR-BAIA-NAVY', '2026-08-30T16:20:55Z'),
    ],
    consents: [],
  },
  {
    ref: 'c-3115',
    displayName: 'Zofia',
    tier: 'Member',
    locale: 'pl',
    cardUid: '045F08E6B74C90',
    wishlist: [
      wish('VR-ORSO-OCHRE', '2026-11-19T18:33:09Z'),
      wish('VR-SOLJE-CRANBERRY-M', '2026-11-16T20:01:52Z'),
      wish('VR-FERRO-WHITE-PINE-42', '2026-11-01T09:17:26Z'),
      wish('VR-EIRA-OAT-S', '2026-10-22T13:48:11Z'),
    ],
    consents: [],
  },
];
