/** An EPCISDocument (EPCIS 2.0, JSON-LD) in pieces: one event at a time becomes text, so that a page is never held twice. */
import type { ObjectEvent } from './object-event.ts';
import { CONTEXT } from './vocabulary.ts';

/** @param createdAt ISO 8601. */
export function* epcisDocument(events: Iterable<ObjectEvent>, createdAt: string): Generator<string> {
  const head = { '@context': CONTEXT, type: 'EPCISDocument', schemaVersion: '2.0', creationDate: createdAt };
  yield `${JSON.stringify(head).slice(0, -1)},"epcisBody":{"eventList":[`;
  let separator = '\n';
  for (const event of events) {
    yield `${separator}${JSON.stringify(event)}`;
    separator = ',\n';
  }
  yield '\n]}}\n';
}
