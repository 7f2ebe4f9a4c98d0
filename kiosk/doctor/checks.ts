/** The checks of `tapwall doctor`, in the order a person would go through them. */
import { checkClock, checkTimeService } from './clock.ts';
import { checkDeviceFiles } from './devices.ts';
import { checkDisk } from './disk.ts';
import type { Check } from './finding.ts';
import { checkIdentity } from './identity.ts';
import { checkNode, checkSqlite } from './machine.ts';
import { checkBroker, checkHub } from './network.ts';
import { checkBinding, checkPcscd, checkPolkit } from './pcsc.ts';
import { checkKernelModules, checkUsbReaders } from './readers.ts';
import { checkPortGrabbers, checkPortNames, checkRadar, checkSerialPorts } from './serial.ts';

export const CHECKS: readonly Check[] = [
  checkNode,
  checkSqlite,
  checkDisk,
  checkBinding,
  checkPcscd,
  checkPolkit,
  checkUsbReaders,
  checkKernelModules,
  checkSerialPorts,
  checkPortNames,
  checkPortGrabbers,
  checkRadar,
  checkDeviceFiles,
  checkBroker,
  checkHub,
  checkIdentity,
  checkTimeService,
  checkClock,
];
