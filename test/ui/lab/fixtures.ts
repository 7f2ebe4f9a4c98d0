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

/** The further stations: a garment in each room of the row, one of them also read next door; a shelf, a scanner, a curtain. */
export function stations(): Pick<LabState, 'rooms' | 'pickup' | 'scanner' | 'curtain' | 'manners'> {
  const known = ['none', 'garble', 'silent', 'disconnect'];
  return {
    rooms: {
      reader: 'virtual-uhf-1',
      places: [
        { place: 'next-door-left', name: null, display: null, antenna: 1 },
        { place: 'room', name: 'Room 3', display: 'room', antenna: 2 },
        { place: 'next-door-right', name: null, display: null, antenna: 3 },
      ],
      pieces: [
        {
          epc: '303644336456FCC000000001',
          sku: 'SKU-0',
          at: 'room',
          strengths: [-66, -48, null],
          reads: [3, 9, 0],
          beliefs: [0, 0.99, 0],
          concluded: 'room',
        },
        {
          epc: '303644336456FCC000000002',
          sku: 'SKU-1',
          at: 'next-door-left',
          strengths: [-51, -67, null],
          reads: [8, 4, 0],
          beliefs: [0.97, 0.01, 0],
          concluded: 'next-door-left',
        },
      ],
    },
    pickup: {
      shelf: 'virtual-shelf-1',
      display: 'wall',
      places: [1, 2, 3, 4].map((unit) => ({ unit, sku: `SKU-${unit + 1}`, lifted: unit === 4 })),
      ghosts: 3,
    },
    scanner: 'virtual-scanner-1',
    curtain: 'open',
    manners: {
      'wall-reader': { now: 'none', known },
      'room-radar': { now: 'silent', known },
      'virtual-uhf-1': { now: 'none', known },
      'virtual-shelf-1': { now: 'none', known: [...known, 'ghost'] },
    },
  };
}

/** With the devices of the stations; the radar is ill. */
export function wholeLab(): LabState {
  const state = lab(stations());
  const since = state.devices[0]?.since ?? '';
  const more = ['virtual-uhf-1', 'virtual-shelf-1', 'virtual-scanner-1', 'virtual-door-1'].map((id) => ({
    id,
    driver: 'simulated',
    status: 'connected' as const,
    virtual: true,
    since,
  }));
  const ill = {
    status: 'searching' as const,
    message: 'The radar sends no reports.',
    remedy: 'Check its wires.',
  };
  const devices = state.devices.map((one) => (one.id === 'room-radar' ? { ...one, ...ill } : one));
  return { ...state, devices: [...devices, ...more] };
}

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
