/** One sentence from a person who wore it. */
import type { Review } from '../../broker/contract/domain.ts';
import type { Quote } from '../../broker/contract/screen.ts';

const SHORTEST = 40;
const LONGEST = 160;
/** A first sentence on its own may be shorter than a whole review: "Warm for a run in November." */
const SHORTEST_SENTENCE = 25;

/** More than everything else that makes a review worth quoting. */
const LANGUAGE_STEP = 200;

export interface QuoteWish {
  language: string;
  /** Average rating of the product: a quote that says the opposite would flatter or slander. */
  average: number;
}

/** The review to quote, in the language of the screen, else English, else any; null when none can be quoted. */
export function chooseQuote(reviews: readonly Review[], wish: QuoteWish): Quote | null {
  let best: { quote: Quote; worth: number } | undefined;
  for (const review of reviews) {
    const body = quotable(review.body);
    if (body === undefined) continue;
    const worth = worthOf(review, body, wish);
    if (best === undefined || worth > best.worth) best = { quote: quoteOf(review, body), worth };
  }
  return best?.quote ?? null;
}

function quoteOf(review: Review, body: string): Quote {
  const { lang, verified, rating } = review;
  return { body, title: plain(review.title), author: review.authorDisplay, lang, verified, rating };
}

/** The body if it is of a good length, else its first sentences that are; undefined when neither is. */
function quotable(text: string): string | undefined {
  const body = plain(text);
  if (body.length >= SHORTEST && body.length <= LONGEST) return body;
  if (body.length < SHORTEST) return body.length >= SHORTEST_SENTENCE ? body : undefined;
  // Cut only where a sentence ends; half a sentence can say the opposite.
  const ends = [...body.slice(0, LONGEST).matchAll(/[.!?…؟](?=\s|$)/gu)].map(({ index }) => index + 1);
  const end = ends.findLast((at) => at >= SHORTEST_SENTENCE);
  return end === undefined ? undefined : body.slice(0, end);
}

/** Without line breaks, control characters and direction overrides, which could turn the screen's own words around. */
function plain(text: string): string {
  return text
    .replaceAll(/[\u202a-\u202e\u2066-\u2069]/gu, '')
    .replaceAll(/[\p{Cc}\s]+/gu, ' ')
    .trim();
}

function worthOf(review: Review, body: string, wish: QuoteWish): number {
  const language = LANGUAGE_STEP * languageRank(review.lang, wish.language);
  const verified = review.verified ? 20 : 0;
  const ownMoney = review.incentivised ? 0 : 10;
  const length = body.length >= SHORTEST ? 8 : 0;
  return language + verified + ownMoney + length + care(body) - 6 * Math.abs(review.rating - wish.average);
}

/** Who cannot have a quote in the language of the screen most likely reads English. */
function languageRank(language: string, wanted: string): number {
  if (primary(language) === primary(wanted)) return 2;
  return primary(language) === 'en' ? 1 : 0;
}

function primary(language: string): string {
  return language.toLowerCase().split('-')[0] ?? '';
}

/** How well it is written: begins and ends like a sentence, does not shout, points nowhere. */
function care(body: string): number {
  let worth = 0;
  if (/^[\p{Lu}\p{Lo}¿¡"“«]/u.test(body)) worth += 5;
  if (/[.!?…؟"”»]$/u.test(body)) worth += 5;
  if (/[!?]{2,}|\.{4,}/u.test(body)) worth -= 8;
  if (/https?:|www\.|[<>{}@]/iu.test(body)) worth -= 40;
  const letters = body.match(/\p{L}/gu)?.length ?? 0;
  const capitals = body.match(/\p{Lu}/gu)?.length ?? 0;
  if (capitals > letters / 2) worth -= 15;
  return worth;
}
