import { SIZES, type Product } from './types.ts';

const base = { category: 'Bags', gender: 'unisex', sizes: SIZES.one } as const;

export const BAGS: readonly Product[] = [
  {
    ...base,
    id: 'VR-MERCATO',
    name: 'Mercato Leather Tote',
    kind: 'Totes',
    material: 'Vegetable-tanned leather',
    price: 249,
    colours: [
      { name: 'Tan', hex: '#b4753f', trim: '#6e4322' },
      { name: 'Black', hex: '#2a2929', trim: '#171616' },
    ],
    description:
      'One piece of thick leather, folded and sewn at two sides: no lining, no logo, nothing to peel. The handles are long enough for a winter coat and the base stands on its own.',
    highlights: ['Single-piece body', 'Fits a 15-inch laptop', 'Linen thread · saddle-stitched handles'],
    pairs: ['VR-HALDEN', 'VR-LUNE', 'VR-LIDO'],
  },
  {
    ...base,
    id: 'VR-ORSO',
    name: 'Orso Roll-Top Backpack',
    kind: 'Backpacks',
    material: 'Waxed canvas',
    price: 159,
    colours: [
      { name: 'Olive', hex: '#686b4a', trim: '#8a5a32' },
      { name: 'Black', hex: '#2d2d2f', trim: '#1b1b1c' },
      { name: 'Ochre', hex: '#c1892f', trim: '#6a4526' },
    ],
    description:
      'A roll-top in waxed canvas with two leather straps and a separate laptop sleeve you reach from the side. Eighteen litres rolled down, twenty-four rolled up for the bakery.',
    highlights: ['18–24 litres', 'Side-access laptop sleeve', 'Padded back panel'],
    pairs: ['VR-MORENE', 'VR-KVIST', 'VR-VARDE'],
  },
  {
    ...base,
    id: 'VR-LUCE',
    name: 'Luce Half-Moon Bag',
    kind: 'Crossbody Bags',
    material: 'Smooth leather',
    price: 139,
    colours: [
      { name: 'Burgundy', hex: '#6d2a35', trim: '#b98d4a' },
      { name: 'Black', hex: '#2a2a2b', trim: '#b98d4a' },
      { name: 'Pistachio', hex: '#a9b58a', trim: '#b98d4a', online: true },
    ],
    description:
      'A half-moon that sits under the arm or across the body and holds more than it admits: phone, keys, book, sunglasses. The zip runs the whole curve, so you see to the bottom.',
    highlights: ['Strap adjusts 55–115 cm', 'Zip along the whole curve', 'Cotton twill lining'],
    pairs: ['VR-SOLVEIG', 'VR-EIRA', 'VR-PINA'],
  },
  {
    ...base,
    id: 'VR-BAIA',
    name: 'Baia Weekend Duffel',
    kind: 'Duffels',
    material: 'Canvas and leather',
    price: 219,
    sale: 165,
    colours: [
      { name: 'Navy', hex: '#2f3c56', trim: '#8d5a30' },
      { name: 'Sand', hex: '#cdbb97', trim: '#8d5a30' },
    ],
    description:
      'Thirty-eight litres, cabin size, for the train that leaves at 17:10 on Friday. A shoe pocket opens at one end; the handles meet in a leather wrap with two snaps.',
    highlights: ['Cabin size · 38 litres', 'Separate shoe pocket', 'Brass zip with two pullers'],
    pairs: ['VR-TESSIN', 'VR-NORDKYST', 'VR-HALDEN'],
  },
  {
    ...base,
    id: 'VR-POSTA',
    name: 'Posta Satchel',
    kind: 'Satchels',
    material: 'Bridle leather',
    price: 229,
    colours: [
      { name: 'Cognac', hex: '#9a5a2d', trim: '#c09a55' },
      { name: 'Forest', hex: '#34483c', trim: '#c09a55' },
    ],
    description:
      'A satchel with two straps, two buckles and, behind each buckle, a magnet for the people who are late. Stiff at first; by winter it hangs like an old friend.',
    highlights: [
      'Hidden magnets behind the buckles',
      'Bridle leather · 3 mm',
      'Takes A4 and a 13-inch laptop',
    ],
    pairs: ['VR-TARVOS', 'VR-OTTA', 'VR-OLMO'],
  },
  {
    ...base,
    id: 'VR-SACCA',
    name: 'Sacca Bucket Bag',
    kind: 'Bucket Bags',
    material: 'Cotton canvas',
    price: 89,
    colours: [
      { name: 'Natural', hex: '#e2d6bc', trim: '#a4653a' },
      { name: 'Indigo', hex: '#33456a', trim: '#a4653a' },
    ],
    description:
      'A canvas bucket with a rope that runs through eight brass eyelets. Stands up on the sand, shuts with one pull, goes in the washing machine once the strap is off.',
    highlights: ['Eight brass eyelets', 'Removable leather strap', 'Washable'],
    pairs: ['VR-PONTE', 'VR-BRISA', 'VR-BRUMA'],
  },
  {
    ...base,
    id: 'VR-TASCA',
    name: 'Tasca Belt Bag',
    kind: 'Belt Bags',
    material: 'Recycled nylon',
    price: 59,
    colours: [
      { name: 'Black', hex: '#2b2b2d', trim: '#d0a13a' },
      { name: 'Rust', hex: '#ad5730', trim: '#2b2523' },
      { name: 'Lichen', hex: '#a7ad8c', trim: '#4d5540' },
    ],
    description:
      'One and a half litres for a run, a concert or the dog. Wear it at the waist or across the chest; the back pocket lies against you and holds a passport.',
    highlights: ['Hidden back pocket', 'Key loop inside', 'Belt from 60 to 110 cm'],
    pairs: ['VR-FERRO', 'VR-BRENTA', 'VR-CORSA'],
  },
  {
    ...base,
    id: 'VR-FOGLIO',
    name: 'Foglio Slim Briefcase',
    kind: 'Briefcases',
    material: 'Full-grain leather',
    price: 279,
    colours: [
      { name: 'Espresso', hex: '#4a3428', trim: '#b08a4f' },
      { name: 'Black', hex: '#2a292a', trim: '#9a9a9c' },
    ],
    description:
      'Six centimetres thin, with one zip and two handles that fold away so it becomes a folder. The laptop half is padded in wool felt; the other half is for paper, which still exists.',
    highlights: ['Handles fold inside', 'Felt-padded 14-inch sleeve', 'Slides onto a trolley'],
    pairs: ['VR-ALDER', 'VR-ASKA', 'VR-LUNE'],
  },
];
