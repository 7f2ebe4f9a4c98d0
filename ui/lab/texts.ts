/** Every sentence of the lab, in one place. */

export const texts = {
  title: 'Lab',
  heading: 'Try it without a reader.',
  lead: 'Click something, or drag it onto a reader. The screens are the real ones.',
  loading: 'Asking the kiosk for its virtual hardware.',
  unreachable: (since: string) =>
    `The kiosk has not answered since ${since}. It is tried again every second.`,
  refused: (why: string) => `The kiosk said no: ${why}`,

  real: {
    title: 'This kiosk runs on real hardware.',
    lead: 'There is nothing to simulate: hold a product or a card to one of its readers. Its screens are here:',
    wall: 'Touchwall',
    room: 'Fitting room',
  },

  shelf: 'Shelf',
  shelfHint: 'Arrow keys move along the shelf, Enter taps.',
  shelfEmpty: 'Nothing on the shelf yet. It fills once the kiosk has a catalogue.',
  cards: 'Customer cards',
  noCards: 'This kiosk has no demo cards.',
  oddities: 'What else people hold to it',
  tapIt: 'Tap',
  tap: (thing: string) => `Tap ${thing}`,

  readers: 'Readers',
  clickTaps: 'Clicks tap here',
  clickWouldTap: 'Press to tap here instead',
  nothingOn: 'Nothing on it',
  onIt: (thing: string) => `${thing} lies on it`,
  lift: 'Lift it',
  hold: 'Leave things lying on the reader',
  readerGone: 'Unplugged',
  readerOf: (display: string) => `Reader, ${display}`,
  radarOf: (display: string) => `Radar, ${display}`,
  device: {
    uhf: 'UHF reader, fitting rooms',
    shelf: 'Pick-up shelf',
    scanner: 'Barcode scanner',
    door: 'Curtain contact',
  } as Partial<Record<string, string>>,

  room: {
    heading: 'Fitting room',
    occupied: 'Somebody is inside.',
    empty: 'Nobody is inside.',
    walkIn: 'Walk in',
    leave: 'Leave',
    noRadar: 'This room has no virtual radar.',
  },

  row: {
    heading: 'Fitting rooms by radio',
    lead: 'Hang garments into the rooms. Antennas read through walls; a filter concludes where each one is.',
    rail: 'Garments to hang',
    noGarments: 'Nothing to hang yet. The rail fills once the kiosk has a catalogue.',
    hang: (garment: string, room: string) => `Hang ${garment} into ${room}`,
    out: (garment: string, room: string) => `Take ${garment} out of ${room}`,
    left: 'Next door, left',
    right: 'Next door, right',
    clickHangs: 'Clicks hang here',
    clickWouldHang: 'Press to hang here instead',
    reads: (read: number, here: number) =>
      read === 0
        ? 'Its antenna reads nothing.'
        : `Its antenna reads ${read}; the filter says ${here === 0 ? 'none is' : here === 1 ? '1 is' : `${here} are`} here.`,
    silent: 'The reader is away.',
    corridor: 'Corridor',
    nobodyPasses: 'Nobody walks past.',
    passes: (garment: string) => `Somebody walks past with ${garment}.`,
    walkPast: 'Walk past with one',
    drawCurtain: 'Draw the curtain',
    openCurtain: 'Open the curtain',
    empty: 'Take all out',
  },

  filter: {
    heading: 'What the antenna in each room reads, and what the filter makes of it',
    none: 'Hang something into a room, and every read of the last two seconds shows here.',
    table: 'Reads by garment',
    garment: 'Garment',
    concluded: 'The filter says',
    strength: (dbm: number, reads: number) => `${dbm} dBm, ${reads === 1 ? '1 read' : `${reads} reads`}`,
    unread: 'not read',
    sure: (percent: number) => `${percent} % sure`,
    dbm: (dbm: number) => `${String(dbm).replace('-', '−')} dBm`,
    nowhere: 'In none of the rooms',
  },

  pickup: {
    heading: 'Pick-up shelf',
    lead: 'Lift a product, and the wall shows it.',
    empty: 'Nothing lies on the shelf yet.',
    lift: 'Lift',
    putBack: 'Put back',
    lifted: 'Lifted',
    lies: 'On its antenna',
    ghosts: 'Ghost pick-ups',
    ghostsHint: 'Antennas that lose a product for a moment, as real ones do.',
    ghostsSoFar: (count: number) =>
      count === 1 ? '1 ghost so far; the wall shows none.' : `${count} ghosts so far; the wall shows none.`,
  },

  scanner: {
    heading: 'Barcode scanner',
    lead: 'Scan a ticket, or type any code.',
    scan: 'Scan',
    other: 'Any other code',
    send: 'Scan it',
  },

  manners: {
    heading: 'What can go wrong',
    lead: 'Make a device misbehave and see how the kiosk takes it.',
    device: 'Device',
    does: 'It',
    label: (device: string) => `What ${device} does`,
    health: 'What the kiosk says',
    well: 'Works.',
    tidy: 'Tidy everything up',
    how: {
      none: 'behaves',
      drop: 'loses parts of what it says',
      delay: 'says things late',
      garble: 'says things wrong',
      swap: 'says things in the wrong order',
      stuck: 'says the same over and over',
      silent: 'says nothing',
      disconnect: 'loses its cable at the next word',
      ghost: 'loses products for a moment',
    } as Partial<Record<string, string>>,
  },

  cables: {
    heading: 'Cables',
    network: 'Network',
    online: 'Online.',
    offline: 'The kiosk is offline.',
    noneWaiting: 'Nothing is waiting.',
    waiting: (count: number) =>
      count === 1 ? '1 event is waiting on disk.' : `${count} events are waiting on disk.`,
    real: 'real, pull it by hand',
    status: {
      connected: 'Works',
      starting: 'Starting',
      searching: 'Unplugged, looking for it',
      failed: 'Does not work',
      stopped: 'Switched off',
    },
  },

  screens: {
    heading: 'Screens',
    choose: 'Screen to show',
    frame: (name: string) => `Live screen: ${name}`,
    open: 'Open in a tab',
  },

  /** Names of the tags that go wrong; a new one is shown by its own name. */
  oddity: {
    genuine_tag: 'Signed tag',
    copied_tag: 'Copy of it',
    signed_card: 'Signed card',
    blank: 'Blank tag',
    factory_new: 'Factory-new tag',
    truncated: 'Cut-off tag',
    lifted_half_way: 'Lifted half-way',
    unknown_product: 'Not sold here',
    points_elsewhere: 'Somebody else’s tag',
    only_text: 'Tag with text only',
    unknown_card: 'Unknown card',
    phone: 'Phone or bank card',
  } as Partial<Record<string, string>>,
} as const;
