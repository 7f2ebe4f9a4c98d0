/** The real hardware of a kiosk, with what it needs of the rest. */
import { isAbsolute, join } from 'node:path';
import { Hardware } from '../hardware/hardware.ts';
import type { HostContext } from './context.ts';
import type { Parts } from './parts.ts';
import { clientIdOf } from '../../broker/identity/client-id.ts';

export interface HardwareParts extends Pick<Parts, 'manager' | 'incidents' | 'router' | 'virtual'> {
  /** What was wrong with a device that is gone is wrong no longer. */
  forget: (device: string) => void;
}

export function createHardware(context: HostContext, parts: HardwareParts): Hardware {
  const { settings, values, address, brokerPassword, clock, logger } = context;
  const { manager, incidents, router, virtual, forget } = parts;
  return new Hardware({
    settings,
    dir: devicesDir(values),
    manager,
    incidents,
    broker: {
      url: values.broker,
      ...(values.brokerUser === '' ? {} : { username: values.brokerUser }),
      ...(brokerPassword === null ? {} : { password: brokerPassword }),
    },
    clientId: clientIdOf(address),
    taken: virtual?.devices().map(({ id }) => id) ?? [],
    meansOfTaken: (device) => virtual?.meansOf(device),
    removed: (device) => {
      router.forget(device);
      forget(device);
    },
    changed: (device) => router.forget(device),
    emit: (reading) => router.route(reading),
    clock,
    logger,
  });
}

/** Beside everything else that is kept, unless it is named with its whole path. */
export function devicesDir({ data, devicesDir: dir }: { data: string; devicesDir: string }): string {
  return isAbsolute(dir) ? dir : join(data, dir);
}
