/** docs/reference/contract/: the contract for programs, as AsyncAPI and JSON Schema, and a page that lists the files. */
import { asyncApiDocument } from '../../../broker/contract/describe/asyncapi.ts';
import { CLASS_WORDS } from '../../../broker/contract/describe/classes.ts';
import { EVENT_WORDS } from '../../../broker/contract/describe/event-words.ts';
import { MESSAGE_WORDS } from '../../../broker/contract/describe/message-words.ts';
import { contractSchemas } from '../../../broker/contract/describe/schemas.ts';
import { EVENT_NAMES, eventClass } from '../../../broker/contract/events.ts';
import type { MessageName } from '../../../broker/contract/messages.ts';
import type { TopicClass } from '../../../broker/contract/topics.ts';
import { code, page, table, type Page } from './markdown.ts';

export const CONTRACT_FOLDER = 'contract';

/** One entry per file, by a name for people. */
export const CONTRACT_PAGES: Readonly<Record<string, () => Page>> = {
  contract: contractPage,
  'contract/asyncapi.json': () => json('asyncapi.json', asyncApiDocument()),
  ...Object.fromEntries(
    Object.entries(contractSchemas()).map(([name, schema]) => [
      `contract/${name}`,
      () => json(`schemas/${name}.json`, schema),
    ]),
  ),
};

function json(file: string, value: object): Page {
  return { file: `${CONTRACT_FOLDER}/${file}`, text: `${JSON.stringify(value, null, 2)}\n` };
}

function contractPage(): Page {
  return page(`${CONTRACT_FOLDER}/README.md`, [
    '# The contract for programs',
    `[${code('asyncapi.json')}](asyncapi.json) is the whole contract as AsyncAPI 3.0: addresses, both directions, payloads with examples, ` +
      'how to acknowledge and how to prove that nothing is missing. The files below are JSON Schema 2020-12, each whole by itself. ' +
      `A hub serves the same under ${code('/contract/asyncapi.json')} and ${code('/contract/schemas/NAME.json')}. ` +
      'For people: [use the events](../../guides/use-the-events.md), [topics](../topics.md), [events](../events.md).',
    '## Messages',
    table(
      ['Schema', 'From', 'What it is'],
      (Object.keys(MESSAGE_WORDS) as MessageName[]).map((name) => [
        link(name.replace('/', '.'), name),
        CLASS_WORDS[name.split('/')[0] as TopicClass].direction === 'up' ? 'kiosk' : 'platform',
        MESSAGE_WORDS[name].summary,
      ]),
    ),
    '## Events',
    'When the disk of a kiosk is full, class `low` goes before `normal` before `high`, and within a class the oldest.',
    table(
      ['CloudEvent', 'Its data', 'Class', 'What happened'],
      EVENT_NAMES.map((name) => [
        link(`event.${name}`, name),
        link(`data.${name}`, 'data'),
        eventClass(name),
        EVENT_WORDS[name].summary,
      ]),
    ),
  ]);
}

function link(schema: string, text: string): string {
  return `[${code(text)}](schemas/${schema}.json)`;
}
