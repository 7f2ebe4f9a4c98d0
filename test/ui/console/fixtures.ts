/** A small chain as the hub would describe it. Times are relative to the moment of the test. */
import { Type } from 'typebox';
import type { ActivityLine, ConsoleOverview, KioskSummary } from '../../../broker/contract/http.ts';
import type { EventName } from '../../../broker/contract/events.ts';
import { DEFAULT_DISPLAY_SETTINGS, DISPLAY_SETTINGS } from '../../../broker/contract/settings.ts';

export const minutesAgo = (minutes: number): string => new Date(Date.now() - minutes * 60_000).toISOString();

export function kiosk(change: Partial<KioskSummary> = {}): KioskSummary {
  return {
    id: 'milano-torino',
    store: 'milano',
    storeName: 'Milano Torino',
    kiosk: 'k1',
    online: true,
    lastSeen: minutesAgo(0),
    since: minutesAgo(192),
    version: '0.1.0',
    catalogue: 'c1',
    outboxDepth: 0,
    uplink: null,
    devices: [
      { id: 'wall-reader', driver: 'pcsc', status: 'connected', virtual: true, since: minutesAgo(192) },
      { id: 'room-reader', driver: 'pcsc', status: 'connected', virtual: true, since: minutesAgo(192) },
      { id: 'room-radar', driver: 'ld2410', status: 'connected', virtual: false, since: minutesAgo(12) },
    ],
    displays: [
      { id: 'wall', kind: 'wall', name: 'Wall', browsers: 1, screen: 'attract' },
      { id: 'entrance', kind: 'wall', name: 'Entrance', browsers: 1, screen: 'attract' },
      { id: 'room', kind: 'room', name: 'Room 3', browsers: 1, screen: 'room' },
    ],
    incidents: [],
    settings: [
      view('wall', 'Wall', 'wall'),
      view('entrance', 'Entrance', 'wall'),
      { ...view('room', 'Room 3', 'room'), desired: { language: 'it' }, state: 'pending' },
    ],
    events: {
      received: 1204,
      epoch: 'e1',
      sequence: 1204,
      gaps: 0,
      duplicates: 3,
      missing: 0,
      evicted: 0,
      withdrawn: 0,
    },
    ...change,
  };
}

function view(display: string, name: string, kind: 'wall' | 'room'): KioskSummary['settings'][number] {
  return {
    display,
    name,
    kind,
    desired: {},
    reported: { ...DEFAULT_DISPLAY_SETTINGS },
    state: 'in_force',
    problem: null,
  };
}

export function overview(change: Partial<ConsoleOverview> = {}): ConsoleOverview {
  return {
    tenant: 'Corso & Filati',
    stores: [
      { storeCode: 'milano', name: 'Milano Torino' },
      { storeCode: 'duomo', name: 'Milano Duomo' },
      { storeCode: 'krakow', name: 'Kraków Rynek' },
      { storeCode: 'lyon', name: 'Lyon République' },
    ],
    catalogue: {
      version: 'c1',
      products: 147,
      variants: 1847,
      offers: 9411,
      reviews: 269,
      rejected: 0,
      importedAt: minutesAgo(5),
    },
    kiosks: [kiosk()],
    settingsSchema: JSON.parse(JSON.stringify(Type.Object(DISPLAY_SETTINGS))) as Record<string, unknown>,
    ...change,
  };
}

/** A kiosk whose cable was pulled. */
export function offlineKiosk(): KioskSummary {
  return kiosk({
    id: 'krakow-rynek',
    store: 'krakow',
    storeName: 'Kraków Rynek',
    online: false,
    since: minutesAgo(47),
    lastSeen: minutesAgo(47),
    outboxDepth: 0,
    events: {
      received: 310,
      epoch: 'e2',
      sequence: 312,
      gaps: 1,
      duplicates: 0,
      missing: 0,
      evicted: 0,
      withdrawn: 0,
    },
  });
}

/** A kiosk that has lost a reader and a browser, and refused a setting. */
export function troubledKiosk(): KioskSummary {
  const whole = kiosk({
    id: 'milano-duomo',
    store: 'duomo',
    storeName: 'Milano Duomo',
    outboxDepth: 3,
    catalogue: 'c0',
  });
  const [wallReader, ...devices] = whole.devices;
  const [wall, entrance, room] = whole.displays;
  const [wallView, ...views] = whole.settings;
  if (!wallReader || !wall || !entrance || !room || !wallView)
    throw new TypeError('the fixture is incomplete');
  return {
    ...whole,
    devices: [
      {
        ...wallReader,
        status: 'searching',
        since: minutesAgo(6),
        code: 'TW_READER_GONE',
        message: 'The reader is unplugged.',
        remedy: 'Plug its USB cable back in; it is found by itself.',
      },
      ...devices,
    ],
    displays: [wall, { ...entrance, browsers: 0 }, room],
    settings: [
      {
        ...wallView,
        desired: { idleSeconds: 500, warningSeconds: 100 },
        state: 'refused',
        problem: 'idleSeconds: 500 is more than this kiosk allows.',
      },
      ...views,
    ],
    incidents: [
      {
        id: 'i1',
        code: 'TW_READER_GONE',
        message: 'The reader of the Wall is unplugged.',
        openedAt: minutesAgo(6),
        closedAt: null,
      },
    ],
  };
}

let serial = 0;

export function line(name: EventName, data: Record<string, unknown>, minutes = 0): ActivityLine {
  serial += 1;
  return {
    id: `line-${serial}`,
    kiosk: 'milano-torino',
    store: 'milano',
    time: minutesAgo(minutes),
    receivedAt: minutesAgo(minutes),
    name,
    data,
  };
}

const jacket = { item_id: 'MF01-M-Olive', item_name: 'Morene Field Jacket', item_variant: 'Olive M' };

export function activity(): ActivityLine[] {
  return [
    line('size_requested', { display: 'wall', items: [jacket] }, 0.4),
    line('stock_checked', { display: 'wall', items: [jacket] }, 0.9),
    line('view_item', { display: 'wall', items: [jacket] }, 1.2),
    line('tag_tapped', { display: 'wall', device: 'wall-reader', tag: 'product', sku: jacket.item_id }, 1.2),
    line('session_started', { display: 'wall', cause: 'tag' }, 1.2),
    line('room_entered', { display: 'room', device: 'room-radar' }, 3),
    line(
      'garment_entered',
      { display: 'room', items: [{ item_id: 'KN02', item_name: 'Alta Rib Jumper' }] },
      4,
    ),
    line('search', { display: 'wall', search_term: 'raincoat', results: 0 }, 9),
    line('tag_unknown', { display: 'wall', device: 'wall-reader', reason: 'foreign_tag' }, 11),
    line('device_changed', { device: 'room-radar', driver: 'ld2410', status: 'connected' }, 12),
    line(
      'device_changed',
      {
        device: 'room-radar',
        driver: 'ld2410',
        status: 'searching',
        message: 'Nothing answers on its port.',
      },
      13,
    ),
    line('customer_recognised', { display: 'wall', method: 'card' }, 26),
    line('associate_called', { display: 'room' }, 42),
    line('session_ended', { display: 'wall', reason: 'idle', seconds: 78 }, 44),
    line('room_left', { display: 'room', device: 'room-radar', seconds: 540 }, 60),
  ];
}
