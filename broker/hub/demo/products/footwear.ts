import { SIZES, type Product } from './types.ts';

const base = { category: 'Footwear' } as const;

export const FOOTWEAR: readonly Product[] = [
  {
    ...base, id: 'VR-ALDER', name: 'Alder Derby', kind: 'Derbies', gender: 'male', material: 'Calf leather', price: 189, sizes: SIZES.men,
    colours: [{ name: 'Chestnut', hex: '#7a4a2c', trim: '#3a2a20' }, { name: 'Black', hex: '#2b2a2c', trim: '#1b1a1b' }],
    description: 'An open-laced derby cut from vegetable-tanned calf that darkens where you touch it most. The welt is stitched, so any cobbler can put a new sole on it. Half a size of room over the toes, for feet that walk to work.',
    highlights: ['Stitched welt · resolable', 'Cork footbed that takes your shape', 'Two pairs of waxed laces in the box'],
    pairs: ['VR-TARVOS', 'VR-ASKA', 'VR-FOGLIO'],
  },
  {
    ...base, id: 'VR-BRENTA', name: 'Brenta Trail Runner', kind: 'Running Shoes', gender: 'female', material: 'Ripstop mesh', price: 145, sizes: SIZES.women,
    colours: [{ name: 'Clay', hex: '#c0613f', trim: '#2f3b3a' }, { name: 'Moss', hex: '#6c7650', trim: '#e0a13a' }, { name: 'Slate', hex: '#5c6b78', trim: '#d9e04f' }],
    description: 'A light trail shoe for roots, wet stone and the gravel in between. Four-millimetre lugs grip downhill, and a rock plate under the forefoot takes the sting out of sharp edges. The tongue is sewn in on both sides, so grit stays outside.',
    highlights: ['4 mm lugs', 'Rock plate under the forefoot', '268 g in size 38'],
    pairs: ['VR-VARDE', 'VR-TASCA', 'VR-PELLO'],
  },
  {
    ...base, id: 'VR-SOLVEIG', name: 'Solveig Chelsea Boot', kind: 'Boots', gender: 'female', material: 'Calf leather', price: 219, sizes: SIZES.women,
    colours: [{ name: 'Black', hex: '#2a2a2d', trim: '#18181a' }, { name: 'Cognac', hex: '#a05a2c', trim: '#2e2420' }],
    description: 'A slim Chelsea boot with a 35 mm stacked heel and an almond toe. The elastic runs all the way to the sole, so it goes on without a fight and still hugs the ankle in its third winter.',
    highlights: ['35 mm stacked heel', 'Leather lined', 'Rubber half-sole already fitted'],
    pairs: ['VR-LUNE', 'VR-FIOR', 'VR-LUCE'],
  },
  {
    ...base, id: 'VR-CORVO', name: 'Corvo Lug Boot', kind: 'Boots', gender: 'male', material: 'Suede', price: 239, sale: 179, sizes: SIZES.men,
    colours: [{ name: 'Espresso', hex: '#4b372c', trim: '#1f1b19' }, { name: 'Sand', hex: '#b99b72', trim: '#2c2622' }],
    description: 'A Chelsea boot that does not mind bad pavements: thick waxed suede over a deep lug sole. Two webbing loops pull it on, and a thin shearling insole can be taken out in spring.',
    highlights: ['Waxed suede · water-repellent', 'Removable shearling insole', 'Deep lug sole'],
    pairs: ['VR-NORDKYST', 'VR-TORV', 'VR-ORSO'],
  },
  {
    ...base, id: 'VR-LIDO', name: 'Lido Two-Strap Sandal', kind: 'Sandals', gender: 'female', material: 'Leather and cork', price: 95, sale: 66.5, sizes: SIZES.women,
    colours: [{ name: 'Tan', hex: '#b9773f', trim: '#c9a77a' }, { name: 'Black', hex: '#2b2a2b', trim: '#c9a77a' }, { name: 'Chalk', hex: '#e6dfd1', trim: '#cdb089' }],
    description: 'Two broad straps, two brass buckles and a cork bed that remembers you. The arch is firm from the first day and the edges are rolled, so nothing rubs when your feet swell in the heat.',
    highlights: ['Cork and latex footbed', 'Solid brass buckles', 'Rolled strap edges'],
    pairs: ['VR-BRISA', 'VR-MERCATO', 'VR-PINA'],
  },
  {
    ...base, id: 'VR-FERRO', name: 'Ferro Court Sneaker', kind: 'Sneakers', gender: 'unisex', material: 'Calf leather', price: 120, sizes: SIZES.everyone,
    colours: [{ name: 'White Pine', hex: '#f0eee8', trim: '#2f5a45' }, { name: 'White Ink', hex: '#f0eee8', trim: '#26324a' }, { name: 'Bone', hex: '#ddd3c0', trim: '#b9ab92' }],
    description: 'A plain leather court shoe with one idea: a heel tab in a colour you choose. The cupsole is stitched all the way round and the lining is undyed leather, so it smells of leather and nothing else.',
    highlights: ['Stitched cupsole', 'Undyed leather lining', 'Laces in cotton · not polyester'],
    pairs: ['VR-CORSA', 'VR-LAGO', 'VR-TASCA'],
  },
  {
    ...base, id: 'VR-OTTA', name: 'Otta Penny Loafer', kind: 'Loafers', gender: 'female', material: 'Polished leather', price: 175, sizes: SIZES.women,
    colours: [{ name: 'Oxblood', hex: '#6a2429', trim: '#2a1a1a' }, { name: 'Black', hex: '#29282a', trim: '#161516' }],
    description: 'A square-shouldered penny loafer with a slightly chunky sole, meant to be worn with thick socks until May and bare ankles after. The apron is hand-sewn; the back is soft so you can tread it down once and be forgiven.',
    highlights: ['Hand-sewn apron', 'Padded heel', '28 mm rubber sole'],
    pairs: ['VR-HALDEN', 'VR-OLMO', 'VR-POSTA'],
  },
  {
    ...base, id: 'VR-TESSIN', name: 'Tessin Suede Loafer', kind: 'Loafers', gender: 'male', material: 'Suede', price: 165, sizes: SIZES.men,
    colours: [{ name: 'Tobacco', hex: '#8a5d36', trim: '#4a3526' }, { name: 'Navy', hex: '#2c3750', trim: '#5a4636' }],
    description: 'An unlined tassel loafer that folds almost flat in a suitcase. The suede is 1.2 mm and already soft; the sole is stitched through in one line and bends like a slipper.',
    highlights: ['Unlined suede', 'Packs flat', 'Flexible stitched sole'],
    pairs: ['VR-LAGO', 'VR-BAIA', 'VR-ASKA'],
  },
  {
    ...base, id: 'VR-KVIST', name: 'Kvist Hiking Boot', kind: 'Boots', gender: 'unisex', material: 'Nubuck', price: 229, sizes: SIZES.everyone,
    colours: [{ name: 'Bark', hex: '#6b4a32', trim: '#b4472e' }, { name: 'Granite', hex: '#62645f', trim: '#d79a34' }],
    description: 'A mid-weight boot in 2.4 mm nubuck with a rubber rand and a membrane that holds in a stream up to the second hook. Stiff enough for a full pack, soft enough that the first walk is not a punishment.',
    highlights: ['Waterproof membrane', 'Rubber rand all round', 'Resolable'],
    pairs: ['VR-ISAR', 'VR-HEBRIS', 'VR-ORSO'],
  },
  {
    ...base, id: 'VR-PONTE', name: 'Ponte Espadrille', kind: 'Espadrilles', gender: 'female', material: 'Cotton canvas', price: 69, sizes: SIZES.women,
    colours: [{ name: 'Natural', hex: '#e4d8bf', trim: '#c8a871' }, { name: 'Ink', hex: '#2d3a55', trim: '#c8a871' }, { name: 'Coral', hex: '#d9694f', trim: '#c8a871', online: true }],
    description: 'Canvas, jute and a thin layer of rubber underneath, because Ligurian steps get wet. They start tight on purpose: by the third evening they are yours.',
    highlights: ['Jute sole with rubber tread', 'Hand-stitched toe', 'Starts snug · gives half a size'],
    pairs: ['VR-BRISA', 'VR-SACCA', 'VR-PINA'],
  },
  {
    ...base, id: 'VR-RONDO', name: 'Rondo Knit Runner', kind: 'Sneakers', gender: 'male', material: 'Recycled knit', price: 130, sale: 97.5, sizes: SIZES.men,
    colours: [{ name: 'Graphite', hex: '#4a4d52', trim: '#f0efec' }, { name: 'Sky', hex: '#7f9db5', trim: '#f0efec' }],
    description: 'A sock-like runner knitted in one piece, with a rounded foam sole for long days on hard floors. There is no tongue to slide and almost nothing to stitch; a loop at the heel pulls it on.',
    highlights: ['One-piece knitted upper', 'Machine washable at 30°', 'Foam midsole · 32 mm'],
    pairs: ['VR-CORSA', 'VR-ORSO', 'VR-LAGO'],
  },
  {
    ...base, id: 'VR-BRUMA', name: 'Bruma Rain Boot', kind: 'Rain Boots', gender: 'female', material: 'Natural rubber', price: 89, sizes: SIZES.women,
    colours: [{ name: 'Mustard', hex: '#d5a021', trim: '#8a6a1a' }, { name: 'Bottle', hex: '#2e4a3c', trim: '#1d2f27' }],
    description: 'A mid-calf boot in matt natural rubber, dipped by hand so there is no seam to leak. The cotton lining dries overnight, and the back strap opens for a thicker calf or a tucked-in trouser.',
    highlights: ['Seamless natural rubber', 'Adjustable back strap', 'Cotton lining'],
    pairs: ['VR-VARDE', 'VR-ISAR', 'VR-SACCA'],
  },
];
