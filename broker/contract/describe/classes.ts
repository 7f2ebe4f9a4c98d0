/** The classes of topics in words: who speaks, and what of it the broker keeps. */
import { RETAINED_CLASSES, type TopicClass } from '../topics.ts';

/** `up`: from the kiosk. `down`: to the kiosk, from the hub or a platform that speaks the contract. */
export type Direction = 'up' | 'down';

export interface ClassWords {
  direction: Direction;
  title: string;
  description: string;
}

export const CLASS_WORDS: Readonly<Record<TopicClass, ClassWords>> = {
  evt: {
    direction: 'up',
    title: 'Events',
    description: 'What happened, as CloudEvents. Repeated until it is acknowledged.',
  },
  ack: {
    direction: 'down',
    title: 'Acknowledgements',
    description: 'What the platform has committed. A kiosk keeps an event on its disk until then.',
  },
  state: {
    direction: 'up',
    title: 'State',
    description: 'How the kiosk is now. Published on every connect and on every change.',
  },
  reported: {
    direction: 'up',
    title: 'Settings in force',
    description: 'What the kiosk made of the desired settings.',
  },
  desired: {
    direction: 'down',
    title: 'What is wanted',
    description:
      'The settings that somebody wants, as one document with version and hash, and the catalogue that is in force.',
  },
  cmd: {
    direction: 'down',
    title: 'Commands',
    description:
      'A fixed list. Each has an id, an expiry and one answer; a repeated id is answered, not repeated.',
  },
  res: { direction: 'up', title: 'Answers to commands', description: 'One for each command, with its id.' },
  req: {
    direction: 'up',
    title: 'Requests',
    description: 'Questions of a kiosk, with an id and a deadline after which the answer is of no use.',
  },
  rsp: { direction: 'down', title: 'Answers to requests', description: 'One for each request, with its id.' },
};

export function isRetained(topicClass: TopicClass): boolean {
  return RETAINED_CLASSES.includes(topicClass);
}
