/** The serial ports of this machine by their lasting names, and what their adapters tell. */
import { readdir, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import type { PortFacts } from './port-score.ts';

export interface DiscoverOptions {
  /** Default: the package serialport, which asks udevadm on Linux. */
  list?: () => Promise<readonly ListedPort[]>;
  /** Default `/dev/serial/by-id`. */
  byId?: string;
}

/** As the package serialport lists a port. */
export interface ListedPort {
  path: string;
  vendorId?: string | undefined;
  productId?: string | undefined;
  serialNumber?: string | undefined;
  manufacturer?: string | undefined;
}

const BY_ID = '/dev/serial/by-id';

/**
 * Adapters only: ports of the mainboard have no ids and are left out. Where udevadm is missing the lasting names are all
 * that is known. Never throws.
 */
export async function discoverPorts(options: DiscoverOptions = {}): Promise<PortFacts[]> {
  const lasting = await lastingNames(options.byId ?? BY_ID);
  const listed = await listOrNothing(options.list ?? listWithSerialport);
  const ports = listed
    .filter(({ vendorId }) => vendorId !== undefined)
    .map((port) => factsOf(port, lasting.get(port.path) ?? port.path));
  const known = new Set(ports.map(({ path }) => path));
  const rest = [...lasting.values()].filter((path) => !known.has(path)).map((path) => ({ path }));
  return [...ports, ...rest].sort((a, b) => (a.path < b.path ? -1 : 1));
}

async function listWithSerialport(): Promise<readonly ListedPort[]> {
  const { SerialPort } = await import('serialport');
  return SerialPort.list();
}

/** Rejects where udevadm is not installed. */
async function listOrNothing(list: () => Promise<readonly ListedPort[]>): Promise<readonly ListedPort[]> {
  try {
    return await list();
  } catch {
    return [];
  }
}

/** From the name of a node to its lasting name. */
async function lastingNames(dir: string): Promise<Map<string, string>> {
  const names = new Map<string, string>();
  try {
    for (const name of (await readdir(dir)).sort()) {
      const path = join(dir, name);
      names.set(await realpath(path).catch(() => path), path);
    }
  } catch {
    // There is no such folder while no adapter is plugged in.
  }
  return names;
}

function factsOf({ vendorId, productId, serialNumber, manufacturer }: ListedPort, path: string): PortFacts {
  return {
    path,
    ...(vendorId === undefined ? {} : { vendorId: vendorId.toLowerCase() }),
    ...(productId === undefined ? {} : { productId: productId.toLowerCase() }),
    ...(serialNumber === undefined ? {} : { serialNumber }),
    ...(manufacturer === undefined ? {} : { manufacturer }),
  };
}
