export interface Store {
  readonly store_code: string;
  readonly name: string;
  readonly address: string;
  readonly country: string;
  readonly lat: number;
  readonly lon: number;
  readonly timezone: string;
  readonly currency: 'EUR';
  readonly locales: readonly string[];
  readonly hours: string;
}

/** The two in Milano stand six hundred metres apart. */
export const STORES: readonly Store[] = [
  {
    store_code: 'MIL-01',
    name: 'Milano Brera',
    address: 'Via Ponte Vetero 14, 20121 Milano',
    country: 'IT',
    lat: 45.4697,
    lon: 9.185,
    timezone: 'Europe/Rome',
    currency: 'EUR',
    locales: ['it', 'en', 'fr'],
    hours: 'Mo-Sa 10:00-20:00; Su 11:00-19:00',
  },
  {
    store_code: 'MIL-02',
    name: 'Milano Duomo',
    address: 'Via Orefici 9, 20123 Milano',
    country: 'IT',
    lat: 45.4646,
    lon: 9.1876,
    timezone: 'Europe/Rome',
    currency: 'EUR',
    locales: ['it', 'en'],
    hours: 'Mo-Su 10:00-20:30',
  },
  {
    store_code: 'PAR-03',
    name: 'Paris Marais',
    address: '41 rue de Turenne, 75003 Paris',
    country: 'FR',
    lat: 48.8576,
    lon: 2.3649,
    timezone: 'Europe/Paris',
    currency: 'EUR',
    locales: ['fr', 'en'],
    hours: 'Mo-Sa 10:30-19:30; Su 12:00-19:00',
  },
  {
    store_code: 'WAW-04',
    name: 'Warszawa Mokotowska',
    address: 'ul. Mokotowska 52, 00-543 Warszawa',
    country: 'PL',
    lat: 52.2259,
    lon: 21.0209,
    timezone: 'Europe/Warsaw',
    currency: 'EUR',
    locales: ['pl', 'en'],
    hours: 'Mo-Sa 10:00-20:00',
  },
  {
    store_code: 'BUC-05',
    name: 'București Victoriei',
    address: 'Calea Victoriei 88, 010083 București',
    country: 'RO',
    lat: 44.4412,
    lon: 26.0947,
    timezone: 'Europe/Bucharest',
    currency: 'EUR',
    locales: ['ro', 'en'],
    hours: 'Mo-Sa 10:00-21:00; Su 11:00-19:00',
  },
  {
    store_code: 'LON-06',
    name: 'London Marylebone',
    address: '27 Marylebone Lane, London W1U',
    country: 'GB',
    lat: 51.5171,
    lon: -0.1498,
    timezone: 'Europe/London',
    currency: 'EUR',
    locales: ['en', 'fr'],
    hours: 'Mo-Sa 10:00-19:00; Su 12:00-18:00',
  },
];
