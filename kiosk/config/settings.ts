/**
 * Every setting of the programs, once: validates file, environment and flags, and writes docs/reference/settings.md.
 * `x-unit` is for people, `x-commands` says which commands read it. The settings of a display are in
 * broker/contract/settings.ts, because a hub changes them too.
 */
import { Type, type Static, type TSchema } from 'typebox';
import { RoomModelOptions } from '../../device/presence/room-model.ts';
import { DisplaySettingsPatch } from '../../broker/contract/settings.ts';

const Closed = { additionalProperties: false } as const;
const Port = { minimum: 0, maximum: 65_535 } as const;
const Level = { pattern: '^[a-z0-9_-]{1,64}$' } as const;

export const DisplayConfig = Type.Object(
  {
    id: Type.String(Level),
    kind: Type.Union([Type.Literal('wall'), Type.Literal('room')]),
    name: Type.String({ minLength: 1, maxLength: 60 }),
    readers: Type.Array(Type.String(), {
      description: 'Device ids of the readers that belong to this display.',
    }),
    radars: Type.Array(Type.String(), { description: 'Device ids of its presence sensors.' }),
    settings: Type.Optional(DisplaySettingsPatch),
  },
  Closed,
);
export type DisplayConfig = Static<typeof DisplayConfig>;

export const ReaderConfig = Type.Object(
  {
    id: Type.String(Level),
    match: Type.String({
      description:
        'Part of the name PC/SC gives the reader, e.g. `ACR122`. Empty: the first reader nobody else matches.',
    }),
    feedback: Type.Optional(
      Type.Union(
        [Type.Literal('reader'), Type.Literal('off'), Type.Literal('light'), Type.Literal('sound')],
        {
          description:
            'Light and buzzer of an ACS reader. `reader`: as it does by itself. The others switch off its beep for every card: `off`, then nothing; `light` shows what is known and what is not; `sound` beeps once or twice, too.',
        },
      ),
    ),
  },
  Closed,
);
export type ReaderConfig = Static<typeof ReaderConfig>;

export const RadarConfig = Type.Object(
  {
    id: Type.String(Level),
    path: Type.String({
      minLength: 1,
      description: 'Serial port, by a name that survives replugging: `/dev/serial/by-id/…`.',
    }),
    baudRate: Type.Optional(Type.Integer({ minimum: 9600, maximum: 460_800 })),
    vacantAfterMs: Type.Optional(Type.Integer({ minimum: 200, maximum: 600_000 })),
  },
  Closed,
);
export type RadarConfig = Static<typeof RadarConfig>;

/** Flags are the keys in kebab case (`--kiosk-port`), environment variables `TAPWALL_` and upper snake case. */
export const SETTINGS = {
  data: Type.String({
    description: 'Folder for everything that is kept. The hub uses `hub/` in it, the kiosk `kiosk/`.',
    default: '.tapwall',
    minLength: 1,
  }),
  store: Type.String({
    description: 'Code of the store this kiosk stands in. Empty: the first store of the catalogue.',
    default: '',
    maxLength: 64,
  }),
  kiosk: Type.String({ description: 'Name of this kiosk inside its store.', default: 'kiosk-1', ...Level }),
  tenant: Type.String({ description: 'The chain, as a level of every topic.', default: 'demo', ...Level }),
  root: Type.String({ description: 'First level of every topic.', default: 'tapwall', ...Level }),
  kioskHost: Type.String({
    description: 'Address the kiosk listens on. Other than loopback only behind a network you trust.',
    default: '127.0.0.1',
  }),
  kioskPort: Type.Integer({ description: 'Port of the kiosk. 0 picks a free one.', default: 7300, ...Port }),
  hubHost: Type.String({
    description: 'Address the hub listens on. Other than loopback needs `hubTokenFile` and `hubTls`.',
    default: '127.0.0.1',
  }),
  hubTls: Type.Union(
    [Type.Literal('off'), Type.Literal('auto'), Type.Literal('files'), Type.Literal('proxy')],
    {
      description:
        'How the hub speaks HTTPS. `auto`: with a certificate of the fleet’s own authority, which paired kiosks trust; `files`: with `hubCertFile` and `hubKeyFile`; `proxy`: a proxy on this machine or in the private network does it; `off`: not at all, on this machine only.',
      default: 'off',
    },
  ),
  hubCertFile: Type.String({
    description: 'File with the certificate of the hub and its chain, PEM.',
    default: '',
  }),
  hubKeyFile: Type.String({ description: 'File with the key of that certificate, PEM.', default: '' }),
  serverNames: Type.Array(Type.String({ pattern: '^[A-Za-z0-9.:-]{1,253}$' }), {
    description:
      'Names and addresses by which kiosks reach the hub and the embedded broker, for the certificates that the fleet’s authority makes; paired kiosks are told the first. Empty: the name of this machine.',
    default: [],
    maxItems: 20,
  }),
  certificateDays: Type.Integer({
    description: 'How long the certificate of a paired kiosk is good. It renews it after two thirds.',
    default: 90,
    minimum: 1,
    maximum: 825,
    'x-unit': 'days',
  }),
  hubPort: Type.Integer({ description: 'Port of the hub. 0 picks a free one.', default: 7301, ...Port }),
  mqttHost: Type.String({ description: 'Address the embedded broker listens on.', default: '127.0.0.1' }),
  mqttPort: Type.Integer({
    description: 'Port of the embedded broker. 0 picks a free one.',
    default: 1883,
    ...Port,
  }),
  mqttAccess: Type.Union([Type.Literal('open'), Type.Literal('paired')], {
    description:
      'Who may use the embedded broker. `open`: everybody on this machine; `paired`: over TLS, paired kiosks with their certificates and the accounts of `mqttAccountsFile`. Beyond loopback it must be `paired`.',
    default: 'open',
  }),
  mqttAccountsFile: Type.String({
    description:
      'JSON file with accounts of the embedded broker: a list of `{"username", "password", "role"}`, the role `hub`, `reader` (receives everything, publishes nothing) or `kiosk` (with `store` and `kiosk`). Passwords have 16 characters or more.',
    default: '',
  }),
  broker: Type.String({
    description:
      'URL of an MQTT 3.1.1 broker to use instead of the embedded one, e.g. `mqtts://broker.example:8883`.',
    default: '',
    pattern: '^$|^(mqtt|mqtts|ws|wss)://',
  }),
  brokerUser: Type.String({ description: 'User name at the broker.', default: '' }),
  brokerPasswordFile: Type.String({
    description: 'File that holds the password at the broker.',
    default: '',
  }),
  brokerCaFile: Type.String({
    description:
      'File with the authority of the broker’s certificate, PEM, for a hub whose broker has one that Node.js does not know. Paired kiosks have theirs from the hub.',
    default: '',
  }),
  brokerCertFile: Type.String({
    description:
      'File with the hub’s own certificate and chain, PEM, for a broker that asks for one, as those of `tapwall access` do. Its common name becomes the client id.',
    default: '',
  }),
  brokerKeyFile: Type.String({ description: 'File with the key of that certificate, PEM.', default: '' }),
  hub: Type.String({
    description: 'URL of the hub a kiosk fetches its catalogue and pictures from.',
    default: 'http://127.0.0.1:7301',
    pattern: '^https?://',
  }),
  hubTokenFile: Type.String({
    description: 'File that holds the token a hub asks for when it listens beyond loopback.',
    default: '',
  }),
  metricsTokenFile: Type.String({
    description:
      'File with a token that other machines read `/metrics` with, of a kiosk or a hub, and nothing else. Empty: a kiosk shows its figures to its own machine only, a hub to whoever has the token of `hubTokenFile`.',
    default: '',
  }),
  tillTokenFile: Type.String({
    description:
      'File with a token that tills take over hand-overs with, and nothing else. Empty: tills need the token of `hubTokenFile`.',
    default: '',
  }),
  pairing: Type.Union([Type.Literal('auto'), Type.Literal('on'), Type.Literal('off')], {
    description:
      'Whether a kiosk gets its place and its certificate by a code that a manager approves. `auto`: when the hub is another machine, reached over `https://`, and no user, password or token is configured.',
    default: 'auto',
  }),
  fleetDatabase: Type.String({
    description:
      'URL of the PostgreSQL database that several hubs share, e.g. `postgres://tapwall@db.example/fleet`. Empty: a SQLite file of this hub alone.',
    default: '',
    pattern: '^$|^postgres(ql)?://',
  }),
  fleetDatabaseFile: Type.String({
    description: 'File that holds the URL of the PostgreSQL database, for one with a password in it.',
    default: '',
  }),
  keepEventsDays: Type.Integer({
    description: 'How long the hub keeps events. 0: for ever.',
    default: 400,
    minimum: 0,
    maximum: 36_500,
    'x-unit': 'days',
  }),
  roomMinutes: Type.Integer({
    description:
      'How long somebody in a fitting room waits for what they asked for until it runs out; each step of the team gives as long again.',
    default: 20,
    minimum: 5,
    maximum: 120,
    'x-unit': 'minutes',
  }),
  reserveMinutes: Type.Integer({
    description: 'How long something that a shopper had put aside is kept. The screen says until when.',
    default: 120,
    minimum: 15,
    maximum: 2_880,
    'x-unit': 'minutes',
  }),
  pickupHours: Type.Integer({
    description:
      'How long an order that is ready to be fetched is kept; then it counts as not fetched and is withdrawn at the shop.',
    default: 72,
    minimum: 1,
    maximum: 720,
    'x-unit': 'hours',
  }),
  handoverMinutes: Type.Integer({
    description: 'How long a till may take over the code that a display shows.',
    default: 10,
    minimum: 2,
    maximum: 60,
    'x-unit': 'minutes',
  }),
  loyaltyKeyFile: Type.String({
    description:
      'File with the key (64 hexadecimal digits) that turns card UIDs into pseudonyms; the hub and its kiosks share it. Empty: `loyalty.key` in the data folder.',
    default: '',
  }),
  sunKeysFile: Type.String({
    description:
      'File with the keys of signed tags (NTAG 424 DNA), for the hub alone. Empty: `sun-keys.json` in the data folder, where there is one.',
    default: '',
  }),
  sourcesDir: Type.String({
    description:
      'Folder of the source files, one JSON file for each feed or shop that the hub is connected to; in the data folder unless the path is absolute. A change counts as soon as it is saved.',
    default: 'sources.d',
    minLength: 1,
  }),
  publicUrl: Type.String({
    description:
      'Address under which shoppers’ phones reach the hub, e.g. `https://hub.example`. Needed for `openidIssuer`.',
    default: '',
    pattern: '^$|^https?://[^/?#]+$',
  }),
  openidIssuer: Type.String({
    description:
      'Issuer of the OpenID Connect provider where shoppers sign in on their phones, e.g. `https://login.example`. Empty: shoppers are not recognised by their phones.',
    default: '',
    pattern: '^$|^https?://',
  }),
  openidClientId: Type.String({
    description:
      'What the provider knows the hub as. Its redirect address there is `{publicUrl}/join/callback`.',
    default: '',
    maxLength: 200,
  }),
  openidSecretFile: Type.String({
    description: 'File with the secret of that client. Empty: a public client.',
    default: '',
  }),
  openidScopes: Type.String({
    description: 'What the provider is asked for; `openid` is enough.',
    default: 'openid',
    pattern: '^(.* )?openid( .*)?$',
    maxLength: 200,
  }),
  openidLoyaltyClaim: Type.String({
    description:
      'Claim of the provider that holds the number of the loyalty card, for shops that know customers by it. Empty: none.',
    default: '',
    maxLength: 100,
  }),
  passKeysFile: Type.String({
    description:
      'JSON file (JWK Set) with the public keys of whoever makes the codes that shoppers’ phones show to a scanner. Empty: no such code is taken, unless `passKeysUrl` says where they are.',
    default: '',
  }),
  passKeysUrl: Type.String({
    description: 'Address of that JWK Set, for keys that change.',
    default: '',
    pattern: '^$|^https://',
  }),
  consentsFile: Type.String({
    description:
      'JSON file with what shoppers are asked to agree to on their phones: a list of `{"purpose", "version", "text": {"en": …}}`. Empty: nothing is asked.',
    default: '',
  }),
  homeAssistant: Type.Union([Type.Literal('off'), Type.Literal('on')], {
    description:
      'Whether the hub announces every kiosk to Home Assistant, by MQTT discovery at the broker that both use.',
    default: 'off',
  }),
  homeAssistantPrefix: Type.String({
    description: 'First level of the topics on which Home Assistant looks for devices.',
    default: 'homeassistant',
    ...Level,
  }),
  ack: Type.Union([Type.Literal('watermark'), Type.Literal('puback')], {
    description:
      'What lets an event leave the disk: the hub’s watermark, or the acknowledgement of a broker you declare durable.',
    default: 'watermark',
  }),
  uplinkRate: Type.Integer({
    description:
      'Batches of events a second at the most. 0: 50, which every broker in a cloud accepts, and no limit for a broker on this machine. More only for a broker of your own.',
    default: 0,
    minimum: 0,
    maximum: 10_000,
  }),
  virtualHardware: Type.Union([Type.Literal('auto'), Type.Literal('on'), Type.Literal('off')], {
    description:
      'Virtual readers and radar, moved from `/lab`. `auto`: beside the real ones; `on`: instead of them. `tapwall kiosk` has them off unless asked.',
    default: 'auto',
  }),
  readers: Type.Array(ReaderConfig, {
    description: 'PC/SC readers and the ids that displays know them by.',
    default: [
      { id: 'reader-1', match: '' },
      { id: 'reader-2', match: '' },
    ],
  }),
  devicesDir: Type.String({
    description:
      'Folder of the device files, one JSON file per device; in the data folder unless the path is absolute. A change counts as soon as it is saved.',
    default: 'devices.d',
    minLength: 1,
  }),
  garmentFilter: Type.Partial(RoomModelOptions, {
    ...Closed,
    description:
      'How strongly garments with radio tags are read in a fitting room, next door and in front of it, where the defaults do not fit the antennas.',
    default: {},
  }),
  radars: Type.Array(RadarConfig, { description: 'LD2410 presence radars on serial ports.', default: [] }),
  radar: Type.String({
    description: 'Short for one radar with the id `radar-1`: its serial port.',
    default: '',
  }),
  displays: Type.Array(DisplayConfig, {
    description: 'The screens of this kiosk, and which devices belong to each.',
    default: [
      { id: 'wall', kind: 'wall', name: 'Wall', readers: ['reader-1', 'virtual-reader-1'], radars: [] },
      {
        id: 'room',
        kind: 'room',
        name: 'Room 1',
        readers: ['reader-2', 'virtual-reader-2'],
        radars: ['radar-1', 'virtual-radar-1'],
      },
    ],
    minItems: 1,
    maxItems: 8,
  }),
  logLevel: Type.Union(
    [
      Type.Literal('debug'),
      Type.Literal('info'),
      Type.Literal('warn'),
      Type.Literal('error'),
      Type.Literal('silent'),
    ],
    { description: 'Least important line that is logged.', default: 'info' },
  ),
} as const satisfies Record<string, TSchema>;

export type SettingName = keyof typeof SETTINGS;
export type Settings = { [K in SettingName]: Static<(typeof SETTINGS)[K]> };

/** `kioskPort` → `kiosk-port` */
export function flagOf(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

/** `kioskPort` → `TAPWALL_KIOSK_PORT` */
export function variableOf(name: string): string {
  return `TAPWALL_${flagOf(name).replaceAll('-', '_').toUpperCase()}`;
}
