/**
 * What GS1's schema for EPCIS 2.0 asks of the documents that we write, by hand, so that every run of the tests looks. The
 * schema itself is asked by `npm run test:epcis`.
 */

const OFFSET = /^([+]|[-])((0[0-9]|1[0-3]):([0-5][0-9])|14:00)$/;
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;
/** RFC 3986: a scheme, and no character that may not stand in a URI. */
const URI = /^[a-z][a-z0-9+.-]*:([a-zA-Z0-9\-._~:/?#[\]@!$&'()*+,;=]|%[0-9A-F]{2})+$/;

const EVENT_FIELDS = new Set([
  'type',
  'eventID',
  'eventTime',
  'eventTimeZoneOffset',
  'recordTime',
  'action',
  'bizStep',
  'disposition',
  'epcList',
  'quantityList',
  'readPoint',
  'bizLocation',
]);

type Fields = Record<string, unknown>;

/** What is wrong; empty when nothing is. */
export function faultsOf(document: Fields): string[] {
  const [standard, extensions] = document['@context'] as [string, Fields];
  const { eventList } = document['epcisBody'] as { eventList: Fields[] };
  return [
    ...when(document['type'] !== 'EPCISDocument', 'type'),
    ...when(document['schemaVersion'] !== '2.0', 'schemaVersion'),
    ...when(!TIME.test(String(document['creationDate'])), 'creationDate'),
    ...when(standard !== 'https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld', '@context'),
    ...eventList.flatMap((event, index) =>
      faultsOfEvent(event, new Set(Object.keys(extensions))).map((fault) => `${index}: ${fault}`),
    ),
  ];
}

function faultsOfEvent(event: Fields, prefixes: ReadonlySet<string>): string[] {
  const quantities = event['quantityList'] as { epcClass: string; quantity: number }[];
  const unknown = Object.keys(event).filter(
    (name) => !EVENT_FIELDS.has(name) && !prefixes.has(name.split(':')[0] ?? ''),
  );
  return [
    ...unknown.map((name) => `unknown field ${name}`),
    ...when(event['type'] !== 'ObjectEvent', 'type'),
    ...when(event['action'] !== 'OBSERVE', 'action'),
    ...when(!TIME.test(String(event['eventTime'])), 'eventTime'),
    ...when(!TIME.test(String(event['recordTime'])), 'recordTime'),
    ...when(!OFFSET.test(String(event['eventTimeZoneOffset'])), 'eventTimeZoneOffset'),
    ...when(event['bizStep'] !== undefined && event['bizStep'] !== 'inspecting', 'bizStep'),
    ...when(quantities.length === 0 || quantities.some(({ quantity }) => !(quantity > 0)), 'quantityList'),
    ...[
      event['eventID'],
      idOf(event['readPoint']),
      idOf(event['bizLocation']),
      ...quantities.map((one) => one.epcClass),
    ]
      .filter((uri) => !URI.test(String(uri)))
      .map((uri) => `no URI: ${String(uri)}`),
  ];
}

function idOf(where: unknown): unknown {
  return (where as Fields | undefined)?.['id'];
}

function when(wrong: boolean, what: string): string[] {
  return wrong ? [what] : [];
}
