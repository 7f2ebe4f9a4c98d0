/**
 * The format of `devices.d/*.json`: one device, or a list of devices. Validates the files and writes the reference pages.
 * What stands under `options` is the driver's own schema.
 */
import { Type, type Static } from 'typebox';

const Closed = { additionalProperties: false } as const;
/** `x-allowed` says in words what the pattern says to the validator. */
const Level = {
  pattern: '^[a-z0-9_-]{1,64}$',
  'x-allowed': 'a name in quotes of up to 64 small letters, digits, "_" and "-"',
} as const;
const Count = '^[1-9][0-9]{0,4}$';

const UsbMatch = Type.Object(
  {
    vendorId: Type.String({
      description: 'USB vendor, four hexadecimal digits.',
      pattern: '^[0-9a-fA-F]{4}$',
    }),
    productId: Type.String({
      description: 'USB product, four hexadecimal digits.',
      pattern: '^[0-9a-fA-F]{4}$',
    }),
    serialNumber: Type.Optional(
      Type.String({ description: 'Serial number of the adapter.', minLength: 1, maxLength: 128 }),
    ),
    manufacturer: Type.Optional(
      Type.String({ description: 'Part of the maker’s name, any case.', minLength: 1, maxLength: 128 }),
    ),
    path: Type.Optional(
      Type.String({
        description: 'Part of the port’s name under `/dev/serial/by-id/`.',
        minLength: 1,
        maxLength: 256,
      }),
    ),
  },
  { ...Closed, description: 'Its USB adapter, looked for at every opening: it may be in any socket.' },
);
export type UsbMatch = Static<typeof UsbMatch>;

/** How the device is found: exactly one of the ways that its driver allows. */
export const DeviceMatch = Type.Object(
  {
    port: Type.Optional(
      Type.String({
        description: 'Serial port by its lasting name: `/dev/serial/by-id/…`.',
        minLength: 1,
        maxLength: 256,
      }),
    ),
    usb: Type.Optional(UsbMatch),
    tcp: Type.Optional(
      Type.String({
        description: 'Network bridge of a serial device, `host:port`.',
        pattern: '^(\\[[0-9a-fA-F:.]+\\]|[A-Za-z0-9.-]{1,253}):[0-9]{1,5}$',
        'x-allowed': '"host:port"',
      }),
    ),
    file: Type.Optional(
      Type.String({
        description:
          'Recording that is replayed instead of a device; beside this file unless the path is absolute.',
        minLength: 1,
        maxLength: 1024,
      }),
    ),
    reader: Type.Optional(
      Type.String({
        description: 'Part of the name that PC/SC gives the reader; empty takes the first that is left.',
        maxLength: 128,
      }),
    ),
    topic: Type.Optional(
      Type.String({
        description: 'MQTT topic the device publishes under, without wildcards.',
        pattern: '^[^#+\\u0000/][^#+\\u0000]{0,254}$',
        'x-allowed': 'a topic in quotes, without the wildcards # and + and without / at its beginning',
      }),
    ),
    url: Type.Optional(
      Type.String({
        description: 'HTTP address the device streams its events from.',
        pattern: '^https?://[^\\s@]{1,500}$',
        'x-allowed': 'an address in quotes that begins with http:// or https://, without user and password',
      }),
    ),
    webhook: Type.Optional(
      Type.String({
        description:
          'File with the secret that the device sends along; it posts to `/api/devices/{id}/events`. Beside this file unless the path is absolute.',
        minLength: 1,
        maxLength: 1024,
      }),
    ),
    baudRate: Type.Optional(
      Type.Integer({
        description: 'Speed of the line where it is not the factory’s.',
        minimum: 1200,
        maximum: 921_600,
        'x-unit': 'bit/s',
      }),
    ),
    broker: Type.Optional(
      Type.String({
        description: 'MQTT broker of the topic; left out: the broker of this kiosk.',
        pattern: '^(mqtt|mqtts|ws|wss)://[^\\s@]{1,500}$',
        'x-allowed':
          'an address in quotes that begins with mqtt://, mqtts://, ws:// or wss://, without user and password',
      }),
    ),
    credentials: Type.Optional(
      Type.String({
        description:
          'File with `user:password` for the broker or the HTTP address. Beside this file unless the path is absolute.',
        minLength: 1,
        maxLength: 1024,
      }),
    ),
  },
  { ...Closed, description: 'How the device is found.' },
);
export type DeviceMatch = Static<typeof DeviceMatch>;

export const WAYS = ['port', 'usb', 'tcp', 'file', 'reader', 'topic', 'url', 'webhook'] as const;
/** A way to a device. */
export type Way = (typeof WAYS)[number];

const Product = Type.String({
  description: 'SKU or product id in the catalogue.',
  minLength: 1,
  maxLength: 64,
});
const DisplayId = Type.String({ description: 'Display of this kiosk.', ...Level });
const Action = Type.Literal('call_associate');
const Buttons = Type.Record(Type.String({ pattern: Count }), Action, {
  ...Closed,
  description: 'What a button does, by its number.',
});

/** What a device stands for in the shop. */
export const Means = Type.Object(
  {
    display: Type.Optional(
      Type.String({
        description:
          'Display that the device belongs to: its tags, codes, presence, door, products and buttons.',
        ...Level,
      }),
    ),
    antennas: Type.Optional(
      Type.Record(
        Type.String({ pattern: Count }),
        Type.Object(
          {
            room: Type.String({
              description: 'Display of the fitting room this antenna covers.',
              ...Level,
            }),
          },
          Closed,
        ),
        {
          ...Closed,
          description: 'Which fitting room an antenna of a UHF reader covers, by antenna number.',
        },
      ),
    ),
    units: Type.Optional(
      Type.Record(
        Type.String({ pattern: Count }),
        Type.Object(
          {
            product: Type.Optional(Product),
            display: Type.Optional(DisplayId),
            buttons: Type.Optional(Buttons),
          },
          { ...Closed, minProperties: 1 },
        ),
        {
          ...Closed,
          description:
            'What a sensor of a controller stands for, by its address: the product on that place of the shelf, another display, its buttons.',
        },
      ),
    ),
    tags: Type.Optional(
      Type.Record(
        Type.String({ pattern: '^[0-9A-Za-z:_-]{1,64}$' }),
        Type.Object({ product: Product }, Closed),
        {
          ...Closed,
          description: 'The product that a pick-up tag is fixed to, by the number or identifier of the tag.',
        },
      ),
    ),
    buttons: Type.Optional(Buttons),
  },
  { ...Closed, description: 'What the device stands for in the shop.' },
);
export type Means = Static<typeof Means>;

export const DeviceEntrySchema = Type.Object(
  {
    id: Type.String({ description: 'Name of the device, once in a kiosk.', ...Level }),
    driver: Type.String({ description: 'Name of its driver.', minLength: 1, maxLength: 64 }),
    match: DeviceMatch,
    options: Type.Optional(
      Type.Object(
        {},
        { description: 'Settings of the driver, as on its reference page.', additionalProperties: true },
      ),
    ),
    means: Type.Optional(Means),
  },
  Closed,
);

/** A device as a file describes it: checked, defaults of the options filled in. */
export interface DeviceEntry {
  id: string;
  driver: string;
  match: DeviceMatch;
  options: object;
  means?: Means;
  /** Of the file with its secret; another one makes the device anew. Not in the file. */
  secretStamp?: string;
}
