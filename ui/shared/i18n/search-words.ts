/** What the search says beside the sentences of every screen, in each language. */
import type { Language } from '../../../broker/contract/settings.ts';

export interface SearchWords {
  here: string;
  kind: string;
  price: string;
  brand: string;
  /** Heads the choices of one filter. */
  filters: string;
  under: (price: string) => string;
  from: (price: string) => string;
  between: (from: string, to: string) => string;
  clear: string;
  show: (things: string) => string;
  resultsFor: (query: string) => string;
  closest: string;
  /** Nothing is left after these filters. */
  nothingLeft: string;
  nothingLeftBody: string;
  withoutFilters: string;
  otherStores: string;
  indexing: string;
  sameKind: string;
  /** Families of colours, by the names that the kiosk uses. */
  colours: Readonly<Record<string, string>>;
}

const families = (names: string): Readonly<Record<string, string>> => {
  const words = names.split(' ');
  const keys = 'black white grey beige brown red orange yellow green blue purple pink gold silver'.split(' ');
  return Object.fromEntries(keys.map((key, index) => [key, (words[index] ?? key).replaceAll('_', ' ')]));
};

export const SEARCH_WORDS: Readonly<Record<Language, SearchWords>> = {
  en: {
    here: 'In this store',
    kind: 'Kind',
    price: 'Price',
    brand: 'Brand',
    filters: 'Narrow it down',
    under: (price) => `Under ${price}`,
    from: (price) => `${price} and more`,
    between: (from, to) => `${from} to ${to}`,
    clear: 'Clear',
    show: (things) => `Show ${things}`,
    resultsFor: (query) => `Showing results for “${query}”`,
    closest: 'Nothing has all these words. The closest:',
    nothingLeft: 'Nothing fits all of that',
    nothingLeftBody: 'Let go of a filter, or look at what other stores have.',
    withoutFilters: 'Without filters',
    otherStores: 'Other stores too',
    indexing: 'The catalogue has just changed: filters are back in a moment.',
    sameKind: 'Of the same kind',
    colours: families('Black White Grey Beige Brown Red Orange Yellow Green Blue Purple Pink Gold Silver'),
  },
  it: {
    here: 'In questo negozio',
    kind: 'Tipo',
    price: 'Prezzo',
    brand: 'Marca',
    filters: 'Restringi la scelta',
    under: (price) => `Meno di ${price}`,
    from: (price) => `Da ${price} in su`,
    between: (from, to) => `Da ${from} a ${to}`,
    clear: 'Azzera',
    show: (things) => `Mostra ${things}`,
    resultsFor: (query) => `Ecco i risultati per «${query}»`,
    closest: 'Niente ha tutte queste parole. I più vicini:',
    nothingLeft: 'Niente corrisponde a tutto',
    nothingLeftBody: 'Togli un filtro, o guarda cosa hanno gli altri negozi.',
    withoutFilters: 'Senza filtri',
    otherStores: 'Anche altri negozi',
    indexing: 'Il catalogo è appena cambiato: i filtri tornano tra un momento.',
    sameKind: 'Dello stesso tipo',
    colours: families(
      'Nero Bianco Grigio Beige Marrone Rosso Arancione Giallo Verde Blu Viola Rosa Oro Argento',
    ),
  },
  fr: {
    here: 'Dans ce magasin',
    kind: 'Genre',
    price: 'Prix',
    brand: 'Marque',
    filters: 'Affiner',
    under: (price) => `Moins de ${price}`,
    from: (price) => `${price} et plus`,
    between: (from, to) => `De ${from} à ${to}`,
    clear: 'Effacer',
    show: (things) => `Voir ${things}`,
    resultsFor: (query) => `Voici les résultats pour « ${query} »`,
    closest: 'Rien ne contient tous ces mots. Au plus proche :',
    nothingLeft: 'Rien ne correspond à tout cela',
    nothingLeftBody: 'Enlevez un filtre, ou regardez ce qu’ont les autres magasins.',
    withoutFilters: 'Sans filtres',
    otherStores: 'Aussi ailleurs',
    indexing: 'Le catalogue vient de changer : les filtres reviennent dans un instant.',
    sameKind: 'Du même genre',
    colours: families('Noir Blanc Gris Beige Marron Rouge Orange Jaune Vert Bleu Violet Rose Or Argent'),
  },
  pl: {
    here: 'W tym sklepie',
    kind: 'Rodzaj',
    price: 'Cena',
    brand: 'Marka',
    filters: 'Zawęź wybór',
    under: (price) => `Poniżej ${price}`,
    from: (price) => `Od ${price}`,
    between: (from, to) => `Od ${from} do ${to}`,
    clear: 'Wyczyść',
    show: (things) => `Pokaż ${things}`,
    resultsFor: (query) => `Wyniki dla „${query}”`,
    closest: 'Nic nie ma wszystkich tych słów. Najbliższe:',
    nothingLeft: 'Nic nie pasuje do wszystkiego',
    nothingLeftBody: 'Zdejmij jeden filtr albo zobacz, co mają inne sklepy.',
    withoutFilters: 'Bez filtrów',
    otherStores: 'Także inne sklepy',
    indexing: 'Katalog właśnie się zmienił: filtry zaraz wrócą.',
    sameKind: 'Tego samego rodzaju',
    colours: families(
      'Czarny Biały Szary Beżowy Brązowy Czerwony Pomarańczowy Żółty Zielony Niebieski Fioletowy Różowy Złoty Srebrny',
    ),
  },
  ro: {
    here: 'În acest magazin',
    kind: 'Fel',
    price: 'Preț',
    brand: 'Marcă',
    filters: 'Restrânge alegerea',
    under: (price) => `Sub ${price}`,
    from: (price) => `De la ${price}`,
    between: (from, to) => `De la ${from} la ${to}`,
    clear: 'Șterge',
    show: (things) => `Arată ${things}`,
    resultsFor: (query) => `Rezultate pentru „${query}”`,
    closest: 'Nimic nu are toate aceste cuvinte. Cele mai apropiate:',
    nothingLeft: 'Nimic nu se potrivește cu toate',
    nothingLeftBody: 'Scoate un filtru sau vezi ce au celelalte magazine.',
    withoutFilters: 'Fără filtre',
    otherStores: 'Și alte magazine',
    indexing: 'Catalogul tocmai s-a schimbat: filtrele revin imediat.',
    sameKind: 'De același fel',
    colours: families('Negru Alb Gri Bej Maro Roșu Portocaliu Galben Verde Albastru Mov Roz Auriu Argintiu'),
  },
  ar: {
    here: 'في هذا المتجر',
    kind: 'النوع',
    price: 'السعر',
    brand: 'العلامة',
    filters: 'حدّد أكثر',
    under: (price) => `أقل من ${price}`,
    from: (price) => `${price} فأكثر`,
    between: (from, to) => `من ${from} إلى ${to}`,
    clear: 'مسح',
    show: (things) => `اعرض ${things}`,
    resultsFor: (query) => `نتائج «${query}»`,
    closest: 'لا شيء فيه كل هذه الكلمات. الأقرب:',
    nothingLeft: 'لا شيء يطابق كل ذلك',
    nothingLeftBody: 'أزل أحد الخيارات، أو انظر ما لدى المتاجر الأخرى.',
    withoutFilters: 'من دون خيارات',
    otherStores: 'متاجر أخرى أيضًا',
    indexing: 'تغيّر الكتالوج للتو: تعود الخيارات بعد لحظة.',
    sameKind: 'من النوع نفسه',
    colours: families('أسود أبيض رمادي بيج بني أحمر برتقالي أصفر أخضر أزرق بنفسجي وردي ذهبي فضي'),
  },
};
