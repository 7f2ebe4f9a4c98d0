/** Virtual hardware as a kiosk with a wall and a fitting room would describe it. */
import type { LabState } from '../../../broker/contract/http.ts';

const PRODUCTS = [
  ['Morene Field Jacket', 'Olive', 'M'],
  ['Alta Rib Jumper', 'Oat', 'S'],
  ['Vico Rain Shell', 'Navy', 'L'],
  ['Brera Court Shoe', 'White', '42'],
  ['Lago Merino Polo', 'Black', 'M'],
  ['Sempione Tote', 'Tan', ''],
  ['Navigli Overshirt', 'Rust', 'L'],
  ['Corda Cable Knit', 'Cream', 'M'],
  ['Isola Chore Coat', 'Indigo', 'XL'],
  ['Porta Weekend Bag', 'Black', ''],
  ['Duomo Parka', 'Forest', 'M'],
  ['Ticino Trail Boot', 'Brown', '44'],
  ['Como Cardigan', 'Grey', 'S'],
  ['Garda Windbreaker', 'Red', 'M'],
  ['Lido Deck Shoe', 'Blue', '41'],
  ['Monza Backpack', 'Olive', ''],
  ['Arco Quilted Vest', 'Black', 'L'],
  ['Stelvio Down Coat', 'Plum', 'M'],
] as const;

export function lab(change: Partial<LabState> = {}): LabState {
  const since = new Date(Date.now() - 600_000).toISOString();
  return {
    shelf: PRODUCTS.map(([title, colour, size], index) => ({
      sku: `SKU-${index}`,
      gtin: String(9_506_000_000_000 + index).padStart(14, '0'),
      title,
      colour,
      size,
      mediaUrl: index === 9 ? null : `/media/${index}.webp`,
    })),
    cards: [
      { card: 'giulia', displayName: 'Giulia' },
      { card: 'marek', displayName: 'Marek' },
      { card: 'amal', displayName: 'Amal' },
    ],
    oddities: [
      'blank',
      'factory_new',
      'truncated',
      'lifted_half_way',
      'unknown_product',
      'points_elsewhere',
      'only_text',
      'unknown_card',
      'phone',
    ],
    displays: [
      { id: 'wall', kind: 'wall', name: 'Wall', reader: 'wall-reader', radar: null },
      { id: 'room', kind: 'room', name: 'Room 3', reader: 'room-reader', radar: 'room-radar' },
    ],
    devices: [
      { id: 'wall-reader', driver: 'simulated', status: 'connected', virtual: true, since },
      { id: 'room-reader', driver: 'simulated', status: 'connected', virtual: true, since },
      { id: 'room-radar', driver: 'ld2410', status: 'connected', virtual: true, since },
    ],
    network: 'up',
    onReader: {},
    roomOccupied: false,
    outboxDepth: 0,
    rooms: null,
    pickup: null,
    scanner: null,
    curtain: null,
    manners: {},
    ...change,
  };
}
