import { SIZES, type Product } from './types.ts';

const base = { category: 'Outerwear', sizes: SIZES.clothing } as const;

export const OUTERWEAR: readonly Product[] = [
  {
    ...base,
    id: 'VR-MORENE',
    name: 'Morene Field Jacket',
    kind: 'Jackets',
    gender: 'male',
    material: 'Waxed cotton',
    price: 239,
    colours: [
      { name: 'Olive', hex: '#62664a', trim: '#3f3527' },
      { name: 'Stone', hex: '#c3b79c', trim: '#6b5b45' },
      { name: 'Navy', hex: '#2f3a4f', trim: '#1f2530' },
    ],
    description:
      'Four pockets, a corduroy collar and a drawcord at the waist: the jacket you take when you do not know what the day will do. The cotton is lightly waxed and will crease, fade and look better for it. Cut with room for a jumper.',
    highlights: [
      'Lightly waxed 8 oz cotton',
      'Two-way metal zip under a snap placket',
      'Inside pocket that fits a paperback',
    ],
    pairs: ['VR-ASKA', 'VR-ALDER', 'VR-ORSO'],
  },
  {
    ...base,
    id: 'VR-ISAR',
    name: 'Isar Hooded Parka',
    kind: 'Parkas',
    gender: 'female',
    material: 'Cotton-nylon',
    price: 329,
    colours: [
      { name: 'Forest', hex: '#3d4f42', trim: '#c98f4e' },
      { name: 'Sand', hex: '#c9b48f', trim: '#7a5c3c' },
    ],
    description:
      'A long parka with a proper hood that stays up in the wind and turns with your head. Wadding made of recycled bottles keeps it warm to about minus eight; the two-way zip lets you cycle.',
    highlights: ['Warm to about −8 °C', 'Storm cuffs inside the sleeves', 'Two-way zip'],
    pairs: ['VR-NEVE', 'VR-KVIST', 'VR-BRUMA'],
  },
  {
    ...base,
    id: 'VR-HALDEN',
    name: 'Halden Trench',
    kind: 'Coats',
    gender: 'female',
    material: 'Cotton gabardine',
    price: 349,
    sale: 279,
    colours: [
      { name: 'Camel', hex: '#c19a63', trim: '#5b432a' },
      { name: 'Midnight', hex: '#2a3144', trim: '#151a26' },
    ],
    description:
      'A double-breasted trench in tight gabardine, cut a hand shorter than the classic so it works with flat shoes. The belt stays where you knot it, and the storm flap is real: it buttons across when it rains sideways.',
    highlights: [
      'Tightly woven gabardine',
      'Horn-look buttons · spares inside',
      'Half lined in striped cotton',
    ],
    pairs: ['VR-OTTA', 'VR-FIOR', 'VR-MERCATO'],
  },
  {
    ...base,
    id: 'VR-PELLO',
    name: 'Pello Quilted Vest',
    kind: 'Vests',
    gender: 'male',
    material: 'Recycled nylon',
    pattern: 'Quilted',
    price: 139,
    sale: 97,
    colours: [
      { name: 'Navy', hex: '#2e3b55', trim: '#6b4a30' },
      { name: 'Moss', hex: '#667050', trim: '#4a3a28' },
    ],
    description:
      'A light quilted layer for the weeks between coats. It sits flat under a blazer, over a flannel shirt or alone on a cool morning, and stuffs into its own left pocket.',
    highlights: ['Packs into its pocket', 'Snap front', 'Corduroy-trimmed collar'],
    pairs: ['VR-TARVOS', 'VR-BRENTA', 'VR-HEBRIS'],
  },
  {
    ...base,
    id: 'VR-CORSA',
    name: 'Corsa Bomber',
    kind: 'Jackets',
    gender: 'unisex',
    material: 'Nylon twill',
    price: 189,
    colours: [
      { name: 'Black', hex: '#2b2b2e', trim: '#c1652f' },
      { name: 'Rust', hex: '#a9512f', trim: '#2c2523' },
    ],
    description:
      'A short bomber in dense nylon twill with ribs that keep their spring. One zip pocket on the left sleeve, two slanted at the hand, one hidden inside for the things you check twice.',
    highlights: ['Dense nylon twill', 'Wool-blend ribs', 'Sleeve pocket'],
    pairs: ['VR-FERRO', 'VR-RONDO', 'VR-TASCA'],
  },
  {
    ...base,
    id: 'VR-VARDE',
    name: 'Varde Rain Shell',
    kind: 'Rain Jackets',
    gender: 'female',
    material: '3-layer nylon',
    price: 199,
    colours: [
      { name: 'Sun', hex: '#e0aa2b', trim: '#3c4a52' },
      { name: 'Petrol', hex: '#2f5d68', trim: '#e0aa2b' },
    ],
    description:
      'A three-layer shell with taped seams, a peaked hood and vents under the arms for the climb to the third floor or the second hut. It folds to the size of a loaf of bread.',
    highlights: ['20 000 mm water column', 'Pit zips', '340 g in size M'],
    pairs: ['VR-BRENTA', 'VR-BRUMA', 'VR-ORSO'],
  },
  {
    ...base,
    id: 'VR-TARVOS',
    name: 'Tarvos Cord Overshirt',
    kind: 'Overshirts',
    gender: 'male',
    material: 'Cotton corduroy',
    pattern: 'Corduroy',
    price: 149,
    colours: [
      { name: 'Tobacco', hex: '#8a5f37', trim: '#4a3320' },
      { name: 'Bottle', hex: '#324a3d', trim: '#1e2d26' },
      { name: 'Ecru', hex: '#ddcfb2', trim: '#8f7a55', online: true },
    ],
    description:
      'Eight-wale corduroy, brushed once more after dyeing so it feels worn in. Wear it as a shirt in October and as a layer in January; the chest pockets are deep enough for gloves.',
    highlights: ['8-wale cotton corduroy', 'Corozo buttons', 'Straight hem · made to wear open'],
    pairs: ['VR-ALDER', 'VR-LAGO', 'VR-POSTA'],
  },
  {
    ...base,
    id: 'VR-EIRA',
    name: 'Eira Down-Free Puffer',
    kind: 'Puffers',
    gender: 'female',
    material: 'Recycled nylon',
    pattern: 'Quilted',
    price: 259,
    colours: [
      { name: 'Oat', hex: '#d8ccb4', trim: '#8b7a5d' },
      { name: 'Ink', hex: '#2b3346', trim: '#171c28' },
      { name: 'Brick', hex: '#a4493a', trim: '#5b2620' },
    ],
    description:
      'A cropped puffer with wide channels and no feathers: the filling is spun from recycled polyester and keeps its loft when it gets wet. High collar, deep pockets, a hem you can pull tight.',
    highlights: ['Feather-free filling', 'Drawcord hem', 'Fleece-lined pockets'],
    pairs: ['VR-NEVE', 'VR-SOLVEIG', 'VR-LUCE'],
  },
  {
    ...base,
    id: 'VR-NORDKYST',
    name: 'Nordkyst Waxed Canvas Double-Breasted Storm Coat',
    kind: 'Coats',
    gender: 'male',
    material: 'Waxed canvas',
    price: 399,
    colours: [
      { name: 'Peat', hex: '#4d4236', trim: '#2b241d' },
      { name: 'Harbour', hex: '#36454f', trim: '#1f282e' },
    ],
    description:
      'Cut after the coats of coastal pilots: double-breasted, knee-length, with a collar that closes over the chin. Heavy waxed canvas outside, checked wool to the waist inside. It weighs two kilos and you will not feel the wind.',
    highlights: ['14 oz waxed canvas', 'Wool check lining', 'Hand-warmer pockets behind the flaps'],
    pairs: ['VR-CORVO', 'VR-TORV', 'VR-BAIA'],
  },
  {
    ...base,
    id: 'VR-LUNE',
    name: 'Lune Wrap Coat',
    kind: 'Coats',
    gender: 'female',
    material: 'Wool',
    price: 379,
    colours: [
      { name: 'Fog', hex: '#a8a6a2', trim: '#6f6d6b' },
      { name: 'Biscuit', hex: '#c6a27a', trim: '#86663f' },
    ],
    description:
      'A wool wrap coat without a single button. Double-faced cloth, sewn by hand along the edges, so there is no lining to tear and it can be worn open without showing a wrong side.',
    highlights: ['Double-faced wool · 650 g', 'Hand-finished edges', 'Two inside ties'],
    pairs: ['VR-SOLVEIG', 'VR-FIOR', 'VR-MERCATO'],
  },
];
