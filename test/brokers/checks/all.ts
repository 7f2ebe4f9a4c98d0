/** The contract, check by check, in the order of the table. */
import type { GuardedBroker } from '../../support/broker-access.ts';
import type { BrokerServer, Scope } from '../broker.ts';
import {
  keepsOthersUnheard,
  keepsOthersUnspokenFor,
  letsNobodyElseIn,
  letsPairedOnesTalk,
} from './access.ts';
import {
  deliversAll,
  leavesAtPuback,
  mixesFleets,
  survivesACutCable,
  survivesItsDeath,
  waitsForTheHub,
} from './delivery.ts';
import {
  answersCommands,
  answersRequests,
  bringsDesiredSettings,
  carriesTheLargest,
  takesEveryTopic,
  tellsOfADeath,
} from './downlink.ts';
import { endsATakeover, keepsWhatItAcknowledged, outlivesAFrozenSubscriber } from './sessions.ts';

export interface Check {
  name: string;
  /** On the broker as it comes. Answers what was seen, in a few words. */
  run?(broker: BrokerServer, scope: Scope): Promise<string>;
  /** On the broker with TLS, certificates and rules. */
  guarded?(broker: GuardedBroker): Promise<string>;
  /** False: a fact about the broker, which fails nothing. */
  mustHold: boolean;
}

export const CHECKS: readonly Check[] = [
  { name: 'delivers every event once', run: deliversAll, mustHold: true },
  { name: 'survives the death of the broker in a drain', run: survivesItsDeath, mustHold: true },
  { name: 'survives cut cables', run: survivesACutCable, mustHold: true },
  { name: 'keeps events while no hub is there', run: waitsForTheHub, mustHold: true },
  { name: 'serves eight kiosks at once', run: mixesFleets, mustHold: true },
  { name: 'is not held up by a frozen subscriber', run: outlivesAFrozenSubscriber, mustHold: true },
  { name: 'tells of a death, also later', run: tellsOfADeath, mustHold: true },
  { name: 'brings desired settings after an absence', run: bringsDesiredSettings, mustHold: true },
  { name: 'carries out a command once and in time', run: answersCommands, mustHold: true },
  { name: 'answers requests', run: answersRequests, mustHold: true },
  { name: 'carries the largest payload, and no larger', run: carriesTheLargest, mustHold: true },
  { name: 'takes every topic of the contract', run: takesEveryTopic, mustHold: true },
  { name: 'ends a loop of takeovers', run: endsATakeover, mustHold: true },
  { name: 'trims at the broker’s acknowledgement', run: leavesAtPuback, mustHold: true },
  { name: 'lets paired kiosks and the hub talk', guarded: letsPairedOnesTalk, mustHold: true },
  { name: 'lets nobody else in', guarded: letsNobodyElseIn, mustHold: true },
  { name: 'lets a kiosk hear nothing of others', guarded: keepsOthersUnheard, mustHold: true },
  { name: 'lets a kiosk say nothing for others', guarded: keepsOthersUnspokenFor, mustHold: true },
  { name: 'is durable as set up here', run: keepsWhatItAcknowledged, mustHold: false },
];
