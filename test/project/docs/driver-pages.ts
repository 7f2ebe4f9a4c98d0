/** docs/reference/drivers/{name}.md and docs/reference/device-files.md: what a device file may say, from the schemas that check it. */
import type { DriverPage } from '../../../device/driver.ts';
import { DeviceEntrySchema } from '../../../kiosk/device-files/device-file.ts';
import { DRIVERS, type DriverKind } from '../../../kiosk/hardware/drivers.ts';
import { code, page, table, type Page } from './markdown.ts';
import { fieldsOf, limitsOf, typeOf, type JsonSchema } from './schema.ts';

/** How each way is written in `match`, for people. */
const WAYS: Readonly<Record<string, string>> = {
  port: 'a serial port by its lasting name: `{ "port": "/dev/serial/by-id/…" }`',
  usb: 'its USB adapter, in whatever socket: `{ "usb": { "vendorId": "…", "productId": "…", "serialNumber": "…" } }`',
  tcp: 'a network bridge: `{ "tcp": "host:port" }`',
  file: 'a recording, played over and over: `{ "file": "recording.bin" }`',
  reader: 'part of the name PC/SC gives it: `{ "reader": "ACR1252" }`',
  topic:
    'an MQTT topic: `{ "topic": "…" }`, with `broker` and `credentials` where it is not the kiosk’s own broker',
  url: 'an HTTP stream that the kiosk opens: `{ "url": "https://…", "credentials": "reader.secret" }`',
  webhook: 'requests that the device sends to `/api/devices/{id}/events`: `{ "webhook": "reader.secret" }`',
};

/** A page per driver, by its name in `PAGES`. */
export const DRIVER_PAGES: Readonly<Record<string, () => Promise<Page>>> = Object.fromEntries(
  Object.entries(DRIVERS).map(([name, kind]) => [`driver ${name}`, () => driverPage(name, kind)]),
);

async function driverPage(name: string, kind: DriverKind): Promise<Page> {
  const { options, ways } = await kind.load();
  const about = await kind.page();
  const found = ways.map((way) => `- ${WAYS[way] ?? code(way)}`).join('\n');
  return page(`drivers/${name}.md`, [
    `# ${about.title}`,
    about.summary,
    `Driver ${code(name)}. What belongs into every device file: [device files](../device-files.md).`,
    ...list('Devices', about.hardware),
    ...list('Wiring', about.wiring),
    ...list('Before you install it', about.provisioning),
    '## Example',
    `Save as ${code(`devices.d/${exampleId(about)}.json`)} in the kiosk’s data folder; it counts at once.`,
    `\`\`\`json\n${JSON.stringify(about.example, null, 2)}\n\`\`\``,
    '## How it is found',
    found,
    '## Options',
    optionTable(options),
    ...list('Pitfalls', about.pitfalls),
  ]);
}

export function deviceFilesPage(): Page {
  const schema = DeviceEntrySchema as object as JsonSchema;
  return page('device-files.md', [
    '# Device files',
    'One JSON file per device, or a list of devices, in the folder of the setting `devicesDir` (`devices.d` in the data folder). ' +
      'A file counts as soon as it is saved: a device whose file changed restarts, the others do not. A file with a mistake changes ' +
      'nothing; file, line, field, value and what is allowed are shown as an open problem on the console. ' +
      'Step by step: [connect devices](../guides/connect-devices.md).',
    '## Drivers',
    table(
      ['Driver', 'Devices'],
      Object.entries(DRIVERS).map(([name, { summary }]) => [`[${code(name)}](drivers/${name}.md)`, summary]),
    ),
    '## Fields',
    'A name of `match` says how the device is found: exactly one of `port`, `usb`, `tcp`, `file`, `reader`, `topic`, `url` and `webhook`, ' +
      'as its driver allows.',
    table(
      ['Field', 'Type', 'Required', 'Allowed', 'Meaning'],
      fieldsOf(schema).map(({ path, schema: field, required }) => [
        code(path),
        typeOf(field),
        required ? 'yes' : 'no',
        limitsOf(field),
        field.description ?? '',
      ]),
    ),
  ]);
}

function optionTable(schema: JsonSchema): string {
  const fields = fieldsOf(schema);
  if (fields.length === 0) return 'None.';
  return table(
    ['Option', 'Type', 'Default', 'Allowed', 'Meaning'],
    fields.map(({ path, schema: field, required }) => [
      code(path),
      typeOf(field),
      field.default === undefined ? (required ? 'required' : '') : code(JSON.stringify(field.default)),
      limitsOf(field) === '' && field['x-unit'] !== undefined ? field['x-unit'] : limitsOf(field),
      field.description ?? '',
    ]),
  );
}

function list(title: string, sentences: readonly string[]): string[] {
  return sentences.length === 0 ? [] : [`## ${title}`, sentences.map((one) => `- ${one}`).join('\n')];
}

function exampleId({ example }: DriverPage): string {
  return (example as { id?: string }).id ?? 'device';
}
