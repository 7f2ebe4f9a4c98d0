/** The sentences about a kiosk's way to the hub. */

export const uplinkTexts = {
  arrived: 'Everything has arrived.',
  /** `40 a second`; below one a second it is said by the minute. */
  leaving: (events: string, since: string, rate: string) => `${events}${since}; ${rate} leave.`,
  waiting: (events: string, since: string) => `${events}${since}.`,
  stuck: (events: string, since: string) => `${events}${since}, and none leaves.`,
  stuckHelp: 'The kiosk keeps them. If it stays so, press Sync, and look at its open problems.',
  events: (count: number, shown: string) => (count === 1 ? '1 event waits' : `${shown} events wait`),
  since: (time: string) => ` since ${time}`,
  perSecond: (count: string) => `${count} a second`,
  perMinute: (count: string) => `${count} a minute`,
  away: (time: string) => `No connection since ${time}; nothing is lost.`,
  awayHelp: (count: number, shown: string, percent: string) =>
    `When it was last heard, ${count === 1 ? '1 event' : `${shown} events`} waited; ${percent} of the space was used.`,
  awayNothing: 'When it was last heard, nothing waited.',
  nearlyFull: (percent: string) => `${percent} of the space for events is used.`,
  nearlyFullHelp:
    'Bring the kiosk back to the network: when the space is full, the least important events go first.',
  received: (count: string, gaps: string) => `${count} received, ${gaps}`,
  noGaps: 'no gaps',
  gaps: (count: number, shown: string) => (count === 1 ? '1 gap' : `${shown} gaps`),
  gapsHelp: 'Numbers are missing in between. They may still arrive.',
  missing: (count: number, shown: string) =>
    count === 1 ? '1 event never came.' : `${shown} events never came.`,
  missingHelp:
    'Keep the folder of the kiosk as it is: “tapwall outbox verify” there says whether they can still be read.',
  evicted: (count: number, shown: string) =>
    count === 1 ? '1 event was given up by the kiosk.' : `${shown} events were given up by the kiosk.`,
  evictedHelp: 'Its space for events was used up, or they waited for more than a month.',
  repeats: (count: number, shown: string) =>
    count === 1 ? '1 came twice and counts once' : `${shown} came twice and count once`,
  withdrawn: (count: number, shown: string) =>
    count === 1 ? '1 deleted at a shopper’s wish' : `${shown} deleted at shoppers’ wish`,
  slow: (milliseconds: string) => `Its disk is slow: up to ${milliseconds} ms until an event is safe.`,
  slowHelp: 'A worn memory card does this. Replace it, or move the data folder to an SSD.',
  graph: (most: string) => `Events waiting over the last minutes, ${most} at the most`,
};
