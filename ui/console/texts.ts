/** Every sentence of the console, in one place. Whole sentences, so that a translation may turn them round. */

export const texts = {
  title: 'Console',
  skip: 'Skip to the kiosks',

  stores: (count: number) => (count === 1 ? '1 store' : `${count} stores`),
  kiosks: (count: number) => (count === 1 ? '1 kiosk' : `${count} kiosks`),

  allWork: (count: number) =>
    ({ 1: 'The display works.', 2: 'Both displays work.' })[count] ?? `All ${count} displays work.`,
  /** Their kiosks are offline: nobody knows. */
  noneAnswer: (total: number) =>
    ({ 1: 'The display does not answer.', 2: 'Neither display answers.' })[total] ??
    `None of the ${total} displays answers.`,
  someWork: (working: number, total: number) => `${working} of ${total} displays work.`,
  noneWork: (total: number) =>
    ({ 1: 'The display does not work.', 2: 'Neither display works.' })[total] ??
    `None of the ${total} displays works.`,
  noDisplays: 'No displays yet.',
  looksInto: 'What needs a look',

  catalogue: 'Catalogue',
  noCatalogue: 'No catalogue yet. Import the chain’s product, stock and review files into the hub.',
  products: (count: string) => `${count} products`,
  catalogueParts: (variants: string, offers: string, reviews: string) =>
    `${variants} variants, ${offers} stock lines, ${reviews} reviews`,
  imported: (ago: string) => `Imported ${ago}`,
  rejected: (count: string) => `${count} lines left out as faulty`,

  loading: 'Asking the hub how the displays are.',
  loadingFailed: 'The hub does not answer.',
  loadingFailedHint: 'The displays in the stores go on without it. This page tries again by itself.',
  stale: (since: string) => `The hub has not answered since ${since}. What you see is from then.`,
  staleHint: 'The displays in the stores go on without it.',
  retry: 'Try now',
  live: 'Live',
  notLive: 'Reconnecting',

  signIn: {
    title: 'Sign in to see the displays.',
    label: 'Access token',
    hint: 'The token this hub was started with. Whoever runs the hub has it.',
    submit: 'Sign in',
    busy: 'Checking the token',
    wrong: 'That is not the token of this hub.',
    unreachable: 'The hub does not answer. Try again in a moment.',
    empty: 'Type the token first.',
  },

  empty: {
    title: 'No kiosk has reported yet.',
    lead: 'Start one on any machine that reaches this hub. It appears here by itself, within seconds.',
    steps: [
      'On the machine of the kiosk, start the service with the code of its store:',
      'Open the screens in a browser on that machine:',
    ],
    storeCodes: 'Store codes of this chain',
    waiting: 'Waiting for the first kiosk',
  },

  kiosk: {
    heading: 'Kiosks',
    online: (since: string) => `Online since ${since}`,
    offline: (since: string) => `Offline since ${since}`,
    offlineHint: 'It goes on working by itself and keeps its events on disk.',
    lastHeard: (ago: string) => `Last heard ${ago}`,
    version: (version: string) => `Version ${version}`,
    displays: 'Displays',
    devices: 'Devices',
    noDisplays: 'This kiosk has not said yet which displays it has.',
    noDevices: 'No readers or sensors have reported.',
    deliveries: 'Events',
    waiting: (count: number, shown: string) => (count === 1 ? '1 event waiting' : `${shown} events waiting`),
    noneWaiting: 'Nothing waiting',
    waitingUnknown: 'How many wait is not known while offline',
    received: (count: string) => `${count} received`,
    noGaps: 'no gaps',
    gaps: (count: number, shown: string) => (count === 1 ? '1 gap' : `${shown} gaps`),
    gapsHint: 'Numbers are missing in between. They may still arrive.',
    duplicates: (count: string) => `${count} repeats recognised and dropped`,
    catalogueCurrent: 'Current',
    catalogueOld: 'An older one, the new one is on its way',
    catalogueNone: 'None yet',
    incidents: 'Open problems',
    openSince: (time: string) => `Since ${time}.`,
  },

  screen: {
    closed: 'Not open on any screen',
    unknown: 'Not known while offline',
    attract: 'Inviting',
    inUse: 'In use',
    wall: 'Touchwall',
    room: 'Fitting room',
    screens: (count: number) => (count === 1 ? 'on 1 screen' : `on ${count} screens`),
  },

  device: {
    status: {
      connected: 'Works',
      starting: 'Starting',
      searching: 'Unplugged, looking for it',
      failed: 'Does not work',
      stopped: 'Switched off',
    },
    virtual: 'virtual',
    unknown: 'Not known while offline',
    since: (time: string) => `since ${time}`,
  },

  problem: {
    kioskOffline: (kiosk: string, since: string) => `${kiosk} has been offline since ${since}.`,
    kioskOfflineRemedy: 'Check its power and its network cable. It goes on working by itself meanwhile.',
    displayClosed: (display: string, kiosk: string) => `${display} at ${kiosk} is not open on any screen.`,
    displayClosedRemedy: 'Switch the screen on, or start the browser on the kiosk.',
    device: (device: string, kiosk: string, what: string) => `${device} at ${kiosk}: ${what}.`,
    refused: (display: string, kiosk: string) => `${display} at ${kiosk} has refused its settings.`,
    gaps: (kiosk: string, gaps: string) => `${kiosk}: ${gaps} in the events received.`,
  },

  command: {
    identify: 'Identify',
    identifyHint: (display: string) => `Show the name of ${display} on its screen`,
    reload: 'Reload',
    reloadHint: (display: string) => `Load ${display} anew`,
    sync: 'Sync',
    syncHint: 'Ask the kiosk for its state and let it look for a newer catalogue',
    busy: { identify: 'Asking the screen', reload: 'Loading anew', sync: 'Syncing' },
    done: { identify: 'It shows its name now', reload: 'Loaded anew', sync: 'In sync' },
    failed: (why: string) => `Did not work: ${why}`,
    unreachable: 'the hub does not answer',
    noAnswer: 'the kiosk does not answer',
  },

  settings: {
    open: 'Settings',
    openHint: (display: string) => `Settings of ${display}`,
    title: 'Settings',
    close: 'Close',
    save: 'Save',
    saving: 'Saving',
    nothingToSave: 'Nothing changed.',
    changed: (count: number) => (count === 1 ? '1 change not saved' : `${count} changes not saved`),
    saved: 'Saved at the hub.',
    failed: (why: string) => `Not saved: ${why}`,
    unreachable: 'the hub does not answer. Your changes are still here.',
    discard: 'Discard',
    resetAll: 'Reset all',
    reset: 'Reset',
    kiosksOwn: 'the kiosk’s own value will apply',
    default: (value: string) => `Default: ${value}`,
    emptyValue: 'empty',
    range: (min: string, max: string, unit: string) => `${min} to ${max} ${unit}`.trim(),
    characters: (used: number, max: number) => `${used} of ${max} characters`,
    restart: 'The kiosk restarts when this changes.',
    wholeNumber: (range: string) => `Give a whole number, ${range}.`,
    tooLong: (max: number) => `At most ${max} characters.`,
    state: {
      in_force: 'In force',
      pending: 'Waiting for the kiosk',
      refused: 'Refused',
      unknown: 'The kiosk has not said yet',
      draft: 'Not saved',
    },
    pendingOffline: 'Waiting for the kiosk, which is offline',
    still: (value: string) => `the screen still has ${value}`,
    origin: {
      here: 'Set here',
      default: 'Default',
      kiosk: 'Set on the kiosk itself',
      unknown: '',
    },
    onGlass: 'Not sure which screen this is?',
    summary: {
      in_force: 'Settings in force',
      pending: 'Settings waiting for the kiosk',
      refused: 'Settings refused',
    },
  },

  activity: {
    heading: 'What happens',
    filter: 'Show',
    filters: {
      all: 'Everything',
      asks: 'Needs someone',
      shoppers: 'Shoppers',
      rooms: 'Fitting rooms',
      hardware: 'Hardware',
    },
    needsSomeone: 'Needs someone',
    none: 'Nothing yet. The first tap appears here at once.',
    noneOfKind: 'Nothing of this kind lately.',
    more: (count: number) => `Show ${count} more`,
  },
} as const;
