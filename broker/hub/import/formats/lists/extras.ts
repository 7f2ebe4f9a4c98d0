/** What no feed format carries: related products and guides, as JSON lists of ours. */
import type { Localised } from '../../../../contract/domain.ts';
import type { GuideRow, RelatedRow } from '../../../sources/rows.ts';
import { oneLine } from '../../plain-text.ts';
import { attempt, type Rejections } from '../../rejections.ts';
import { readJsonList } from '../json/read-json-list.ts';
import { fieldsOf, manyOf, textOf } from '../json/values.ts';
import { idOf, languageOf } from '../values.ts';

interface ExtrasOptions {
  path: string;
  rejections: Rejections;
}

const MOST_RELATED = 100;
const MOST_STEPS = 40;
const MOST_LANGUAGES = 40;

/** Throws BrokerError TW_FEED_UNREADABLE. */
export async function* readRelated(options: ExtrasOptions): AsyncGenerator<RelatedRow> {
  for await (const { number, value } of readJsonList(options)) {
    const fields = fieldsOf(value);
    const place = { file: options.path, line: number, id: textOf(fields['productId']) };
    const productId = attempt(options.rejections, place, () => idOf(place.id, 'productId'));
    if (productId === undefined) continue;
    const relatedIds = manyOf(fields['relatedIds'])
      .map((id) => textOf(id))
      .filter((id) => id !== '' && id.length <= 64 && id !== productId);
    yield { place, productId, relatedIds: [...new Set(relatedIds)].slice(0, MOST_RELATED) };
  }
}

/** Throws BrokerError TW_FEED_UNREADABLE. */
export async function* readGuides(options: ExtrasOptions): AsyncGenerator<GuideRow> {
  for await (const { number, value } of readJsonList(options)) {
    const fields = fieldsOf(value);
    const place = { file: options.path, line: number, id: textOf(fields['productId']) };
    const productId = attempt(options.rejections, place, () => idOf(place.id, 'productId'));
    if (productId === undefined) continue;
    const steps = manyOf(fields['steps']).slice(0, MOST_STEPS).map(localisedOf);
    yield { place, productId, guide: { title: localisedOf(fields['title']), steps } };
  }
}

function localisedOf(value: unknown): Localised {
  const entries = Object.entries(fieldsOf(value)).filter(
    ([lang]) => languageOf(lang) !== 'und' && lang.length <= 16,
  );
  return Object.fromEntries(
    entries.slice(0, MOST_LANGUAGES).map(([lang, text]) => [lang, oneLine(textOf(text), 1_000)]),
  );
}
