/** The checks of `tapwall doctor`, in the order a person would go through them. */
import { checkDisk, checkNode, checkSqlite } from './machine.ts';
import { checkBroker, checkClock, checkHub } from './network.ts';
import { checkKernelModules, checkPcsc, checkRadar } from './hardware.ts';
import type { Check } from './finding.ts';

export const CHECKS: readonly Check[] = [
  checkNode,
  checkSqlite,
  checkDisk,
  checkPcsc,
  checkKernelModules,
  checkRadar,
  checkBroker,
  checkHub,
  checkClock,
];
