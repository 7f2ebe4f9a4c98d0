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

  room: {
    heading: 'Fitting room',
    occupied: 'Somebody is inside.',
    empty: 'Nobody is inside.',
    walkIn: 'Walk in',
    leave: 'Leave',
    noRadar: 'This room has no virtual radar.',
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
