import { SIZES, type Product } from './types.ts';

const base = { category: 'Knitwear', sizes: SIZES.clothing } as const;

export const KNITWEAR: readonly Product[] = [
  {
    ...base, id: 'VR-ASKA', name: 'Aska Lambswool Crew', kind: 'Jumpers', gender: 'male', material: 'Lambswool', price: 109,
    colours: [{ name: 'Oatmeal', hex: '#d3c4a6' }, { name: 'Navy', hex: '#2d3850' }, { name: 'Brick', hex: '#a14f3a' }, { name: 'Fern', hex: '#5c7053' }],
    description: 'The plain crew neck we wear ourselves: Geelong lambswool, knitted in twelve gauge, with saddle shoulders that let you reach the top shelf. Ribs are knitted on, not sewn on.',
    highlights: ['100 % lambswool', 'Saddle shoulders', 'Fully fashioned'],
    pairs: ['VR-MORENE', 'VR-ALDER', 'VR-FOGLIO'],
  },
  {
    ...base, id: 'VR-FIOR', name: 'Fior Merino Turtleneck', kind: 'Turtlenecks', gender: 'female', material: 'Extrafine merino', pattern: 'Ribbed', price: 99,
    colours: [{ name: 'Ecru', hex: '#e9e0cc' }, { name: 'Black', hex: '#2a2a2c' }, { name: 'Plum', hex: '#5d3346' }],
    description: 'A fine ribbed turtleneck in 19.5-micron merino that disappears under a jacket. The neck folds once and stays there; the sleeves are long enough to cover half a hand.',
    highlights: ['Extrafine merino', 'Second-skin rib', 'Hand wash · dries by morning'],
    pairs: ['VR-HALDEN', 'VR-LUNE', 'VR-SOLVEIG'],
  },
  {
    ...base, id: 'VR-OLMO', name: 'Olmo Boxy Cardigan', kind: 'Cardigans', gender: 'female', material: 'Wool and alpaca', price: 129,
    colours: [{ name: 'Moss', hex: '#77805a' }, { name: 'Caramel', hex: '#b77f4a' }, { name: 'Lilac Grey', hex: '#a9a1ad' }],
    description: 'A short, boxy cardigan with six big buttons and two pockets you will actually use. Wool for shape, alpaca for the halo. Wear it buttoned up as a jumper or over a dress.',
    highlights: ['30 % baby alpaca', 'Corozo buttons', 'Patch pockets'],
    pairs: ['VR-OTTA', 'VR-BRISA', 'VR-POSTA'],
  },
  {
    ...base, id: 'VR-HEBRIS', name: 'Hebris Cable Crew', kind: 'Jumpers', gender: 'unisex', material: 'Wool', pattern: 'Cable', price: 149,
    colours: [{ name: 'Ecru', hex: '#e6dcc6' }, { name: 'Sea', hex: '#3f5a6b' }],
    description: 'Three cables, two panels of moss stitch and a kilo of honest wool. It comes slightly scratchy and softens with wear, the way these always have.',
    highlights: ['Undyed wool in Ecru', 'Five-gauge cables', 'Mending yarn sewn inside'],
    pairs: ['VR-PELLO', 'VR-KVIST', 'VR-MORENE'],
  },
  {
    ...base, id: 'VR-LAGO', name: 'Lago Knit Polo', kind: 'Polos', gender: 'male', material: 'Cotton and silk', price: 95, sale: 69,
    colours: [{ name: 'Sage', hex: '#9aa886' }, { name: 'Ink', hex: '#2f3a50' }, { name: 'Sand', hex: '#d6c5a3' }],
    description: 'A short-sleeved knitted polo in cotton with a little silk, so it drapes instead of standing up. The collar is fully fashioned and lies flat under a jacket or on its own.',
    highlights: ['85 % cotton · 15 % silk', 'Mother-of-pearl buttons', 'Fully fashioned collar'],
    pairs: ['VR-TESSIN', 'VR-FERRO', 'VR-TARVOS'],
  },
  {
    ...base, id: 'VR-BRISA', name: 'Brisa Stripe Knit', kind: 'Jumpers', gender: 'female', material: 'Organic cotton', pattern: 'Striped', price: 79,
    colours: [{ name: 'Ecru Navy', hex: '#ece3d0', trim: '#2c3a56' }, { name: 'Ecru Red', hex: '#ece3d0', trim: '#b2402f' }],
    description: 'A boat-neck stripe in dry organic cotton with three-quarter sleeves. Twenty-one stripes on the body; we counted. It holds its shape after a summer of salt and washing machines.',
    highlights: ['Organic cotton', 'Boat neck', 'Machine wash at 40°'],
    pairs: ['VR-PONTE', 'VR-LIDO', 'VR-SACCA'],
  },
  {
    ...base, id: 'VR-TORV', name: 'Torv Shawl Cardigan', kind: 'Cardigans', gender: 'male', material: 'Wool', pattern: 'Ribbed', price: 169,
    colours: [{ name: 'Charcoal', hex: '#4b4b4d', trim: '#2a2321' }, { name: 'Walnut', hex: '#7b5c41', trim: '#3c2a1c' }],
    description: 'A heavy shawl-collar cardigan in half-cardigan rib, dense enough to be a jacket on a dry day. Leather-look buttons, deep patch pockets, a hem that does not roll.',
    highlights: ['Half-cardigan rib', 'Shawl collar', 'Knitted in 100 % wool'],
    pairs: ['VR-NORDKYST', 'VR-CORVO', 'VR-ASKA'],
  },
  {
    ...base, id: 'VR-NEVE', name: 'Neve Chunky Rollneck', kind: 'Turtlenecks', gender: 'female', material: 'Wool and alpaca', price: 139,
    colours: [{ name: 'Snow', hex: '#efe9dc' }, { name: 'Camel', hex: '#bd935f' }, { name: 'Storm', hex: '#66727d' }],
    description: 'A big rollneck in loose three-gauge rib, warm without weight because the yarn is blown, not spun. Dropped shoulders, long cuffs to turn back, and a neck you can hide in.',
    highlights: ['Blown alpaca yarn', 'Three-gauge rib', 'Oversized: take your usual size'],
    pairs: ['VR-EIRA', 'VR-ISAR', 'VR-SOLVEIG'],
  },
  {
    ...base, id: 'VR-SOLJE', name: 'Solje Yoke Jumper', kind: 'Jumpers', gender: 'unisex', material: 'Wool', pattern: 'Jacquard', price: 159,
    colours: [{ name: 'Pine', hex: '#33493f', trim: '#e6dcc6' }, { name: 'Cranberry', hex: '#84303a', trim: '#ecd9c4' }],
    description: 'A round yoke knitted in three colours, with a pattern we drew from frost on a tram window. No side seams, so it sits evenly and does not twist in the wash.',
    highlights: ['Knitted in the round', 'Three-colour yoke', 'Mulesing-free wool'],
    pairs: ['VR-KVIST', 'VR-ISAR', 'VR-ORSO'],
  },
  {
    ...base, id: 'VR-PINA', name: 'Pina V-Neck Slipover', kind: 'Slipovers', gender: 'female', material: 'Cotton', pattern: 'Argyle', price: 75,
    colours: [{ name: 'Butter', hex: '#e6cf94', trim: '#8a6b3a' }, { name: 'Cloud', hex: '#b9c3cc', trim: '#46566a' }],
    description: 'A sleeveless knit with a deep V and a quiet diamond down the front. Made for layering over a shirt, or over nothing when the evening is warm enough.',
    highlights: ['Combed cotton', 'Contrast tipping', 'Slightly cropped'],
    pairs: ['VR-LIDO', 'VR-PONTE', 'VR-LUCE'],
  },
];
