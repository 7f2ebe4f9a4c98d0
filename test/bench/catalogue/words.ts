/** Words of garments in five languages, and colours and sizes: enough that titles differ as those of a large shop do. */

export const LANGUAGES = ['en', 'it', 'fr', 'pl', 'ro'] as const;

/** One thing in the order of `LANGUAGES`. */
export type Words = readonly [string, string, string, string, string];

export const GARMENTS: readonly { words: Words; category: readonly [string, string] }[] = [
  {
    words: ['Hoodie', 'Felpa', 'Sweat à capuche', 'Bluza z kapturem', 'Hanorac'],
    category: ['Tops', 'Hoodies'],
  },
  { words: ['T-shirt', 'Maglietta', 'T-shirt', 'Koszulka', 'Tricou'], category: ['Tops', 'T-shirts'] },
  { words: ['Shirt', 'Camicia', 'Chemise', 'Koszula', 'Cămașă'], category: ['Tops', 'Shirts'] },
  { words: ['Jumper', 'Maglione', 'Pull', 'Sweter', 'Pulover'], category: ['Tops', 'Knitwear'] },
  {
    words: ['Cardigan', 'Cardigan', 'Gilet', 'Kardigan', 'Jachetă tricotată'],
    category: ['Tops', 'Knitwear'],
  },
  { words: ['Tank top', 'Canotta', 'Débardeur', 'Podkoszulek', 'Maiou'], category: ['Tops', 'Tank tops'] },
  { words: ['Jeans', 'Jeans', 'Jean', 'Dżinsy', 'Blugi'], category: ['Bottoms', 'Jeans'] },
  { words: ['Trousers', 'Pantaloni', 'Pantalon', 'Spodnie', 'Pantaloni'], category: ['Bottoms', 'Trousers'] },
  {
    words: ['Shorts', 'Pantaloncini', 'Short', 'Szorty', 'Pantaloni scurți'],
    category: ['Bottoms', 'Shorts'],
  },
  { words: ['Skirt', 'Gonna', 'Jupe', 'Spódnica', 'Fustă'], category: ['Bottoms', 'Skirts'] },
  { words: ['Leggings', 'Leggings', 'Legging', 'Legginsy', 'Colanți'], category: ['Bottoms', 'Leggings'] },
  { words: ['Dress', 'Vestito', 'Robe', 'Sukienka', 'Rochie'], category: ['Dresses', 'Dresses'] },
  { words: ['Jacket', 'Giacca', 'Veste', 'Kurtka', 'Jachetă'], category: ['Outerwear', 'Jackets'] },
  { words: ['Coat', 'Cappotto', 'Manteau', 'Płaszcz', 'Palton'], category: ['Outerwear', 'Coats'] },
  {
    words: ['Raincoat', 'Impermeabile', 'Imperméable', 'Płaszcz przeciwdeszczowy', 'Pelerină'],
    category: ['Outerwear', 'Rainwear'],
  },
  { words: ['Vest', 'Gilet', 'Gilet sans manches', 'Kamizelka', 'Vestă'], category: ['Outerwear', 'Vests'] },
  {
    words: ['Trainers', 'Scarpe da ginnastica', 'Baskets', 'Buty sportowe', 'Adidași'],
    category: ['Shoes', 'Trainers'],
  },
  { words: ['Boots', 'Stivali', 'Bottes', 'Buty zimowe', 'Cizme'], category: ['Shoes', 'Boots'] },
  { words: ['Sandals', 'Sandali', 'Sandales', 'Sandały', 'Sandale'], category: ['Shoes', 'Sandals'] },
  { words: ['Pyjamas', 'Pigiama', 'Pyjama', 'Piżama', 'Pijama'], category: ['Nightwear', 'Pyjamas'] },
];

export const QUALITIES: readonly Words[] = [
  ['organic cotton', 'in cotone biologico', 'en coton bio', 'z bawełny organicznej', 'din bumbac organic'],
  ['merino', 'in lana merino', 'en mérinos', 'z wełny merino', 'din lână merinos'],
  ['linen', 'di lino', 'en lin', 'lniany krój', 'din in'],
  ['waterproof', 'antipioggia', 'étanche', 'z membraną wodoodporną', 'rezistent la apă'],
  ['light', 'leggero taglio', 'léger', 'na lato', 'de vară'],
  ['warm', 'per l’inverno', 'pour l’hiver', 'na zimę', 'de iarnă'],
  ['slim fit', 'aderente', 'coupe ajustée', 'o wąskim kroju', 'mulat'],
  ['relaxed fit', 'taglio comodo', 'coupe ample', 'o luźnym kroju', 'lejer'],
  ['recycled', 'in materiale riciclato', 'en matière recyclée', 'z recyklingu', 'din materiale reciclate'],
  ['striped', 'a righe', 'à rayures', 'w paski', 'cu dungi'],
  ['checked', 'a quadri', 'à carreaux', 'w kratę', 'în carouri'],
  ['running', 'da corsa', 'de course', 'do biegania', 'pentru alergare'],
  ['hiking', 'da trekking', 'de randonnée', 'w góry', 'pentru drumeție'],
  ['with pockets', 'con tasche', 'à poches', 'z kieszeniami', 'cu buzunare'],
  ['for children', 'da bambino', 'pour enfants', 'dla dzieci', 'pentru copii'],
];

/** Beginnings and ends of made-up names: 32 × 24 of them. */
export const NAME_STARTS =
  'Al Bar Cor Dan El Fer Gal Hal Is Jo Kor Lun Mar Nor Ol Per Quin Ros Sel Tor Ur Val Wen Xan Yor Zel Bri Cla Dre Fli Gro Tra'.split(
    ' ',
  );
export const NAME_ENDS =
  'a ana ara ello ena enta era esta ia ica ida illo ina ino ira isa ito ola ona ora osa ova una ura'.split(
    ' ',
  );

export const BRANDS =
  'Alder & Fen,Casa Brisa,Dunmore,Elm Street,Fjellvik,Grado,Halden,Isar Works,Kestrel,Lido,Morven,Nordlys,Oltre,Pineta,Quarry,Riva'.split(
    ',',
  );

export const COLOURS =
  'Black,White,Navy,Red,Forest,Sand,Slate,Rust,Ecru,Plum,Olive,Sky,Mustard,Charcoal,Rose,Teal'.split(',');

export const CLOTHING_SIZES = ['XS', 'S', 'M', 'L', 'XL'] as const;
export const SHOE_SIZES = ['37', '38', '39', '40', '41', '42', '43', '44'] as const;

/** Sentences that descriptions and reviews are made of, by language. */
export const SENTENCES: readonly Words[] = [
  [
    'Soft on the skin.',
    'Morbido sulla pelle.',
    'Doux sur la peau.',
    'Miękki w dotyku.',
    'Moale la atingere.',
  ],
  [
    'Keeps its shape after many washes.',
    'Mantiene la forma dopo molti lavaggi.',
    'Garde sa forme après de nombreux lavages.',
    'Zachowuje kształt po wielu praniach.',
    'Își păstrează forma după multe spălări.',
  ],
  [
    'Two pockets close with a zip.',
    'Due tasche con cerniera.',
    'Deux poches zippées.',
    'Dwie kieszenie na zamek.',
    'Două buzunare cu fermoar.',
  ],
  [
    'Runs a little small.',
    'Veste un po’ stretto.',
    'Taille un peu petit.',
    'Rozmiar trochę mniejszy.',
    'Mărimea este puțin mică.',
  ],
  [
    'Dries quickly after rain.',
    'Asciuga in fretta dopo la pioggia.',
    'Sèche vite après la pluie.',
    'Szybko schnie po deszczu.',
    'Se usucă repede după ploaie.',
  ],
  [
    'Made in a small workshop near Porto.',
    'Fatto in un piccolo laboratorio vicino a Porto.',
    'Fabriqué dans un petit atelier près de Porto.',
    'Uszyty w małej pracowni niedaleko Porto.',
    'Făcut într-un atelier mic lângă Porto.',
  ],
  [
    'The seams are flat and do not rub.',
    'Le cuciture piatte non sfregano.',
    'Les coutures plates ne frottent pas.',
    'Płaskie szwy nie obcierają.',
    'Cusăturile plate nu freacă.',
  ],
  [
    'Good for every day and for long walks.',
    'Adatto a ogni giorno e a lunghe camminate.',
    'Pour tous les jours et pour de longues marches.',
    'Na co dzień i na długie spacery.',
    'Bun pentru fiecare zi și pentru plimbări lungi.',
  ],
];
