export type Language = 'en' | 'it' | 'fr' | 'pl' | 'ro';

/** Language, stars, reviewer, title, text; then 'gift' for a free sample or 'guest' for somebody we cannot match to an order. */
export type Review = readonly [
  lang: Language,
  stars: 1 | 2 | 3 | 4 | 5,
  name: string,
  title: string,
  text: string,
  how?: 'gift' | 'guest',
];

/** Reviews of each product, by product id. */
export type Reviews = Readonly<Record<string, readonly Review[]>>;
