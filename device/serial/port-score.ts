/**
 * Which device a serial port leads to, by what its USB adapter tells. Ids alone say little: the same four bridges are in
 * radars, scanners, printers and readers.
 */

/** A serial port as the system describes it. Texts are lower case hexadecimal for ids, else as the adapter writes them. */
export interface PortFacts {
  /** Its lasting name, `/dev/serial/by-id/…`, where there is one. */
  path: string;
  vendorId?: string;
  productId?: string;
  serialNumber?: string;
  manufacturer?: string;
}

/** What a device file says about the adapter; every field that is given must fit. */
export interface PortWish {
  vendorId: string;
  productId: string;
  serialNumber?: string;
  manufacturer?: string;
  path?: string;
}

/** What is known about the adapters of a kind of device. */
export interface PortHint {
  vendorId: string;
  /** Absent: any product of the vendor. */
  productId?: string;
  /** Part of the maker’s name, any case. */
  manufacturer?: string;
  /** Part of the port’s lasting name, any case. */
  path?: string;
}

/** CP210x, every CH34x, FT232R and PL2303: in everything. */
const BRIDGES: readonly PortHint[] = [
  { vendorId: '10c4', productId: 'ea60' },
  { vendorId: '1a86' },
  { vendorId: '0403', productId: '6001' },
  { vendorId: '067b', productId: '2303' },
];

export function isCommonBridge({ vendorId, productId }: Pick<PortFacts, 'vendorId' | 'productId'>): boolean {
  return BRIDGES.some((bridge) => hasIds({ vendorId, productId }, bridge));
}

/** 0: another device; 1: the ids fit; 2: and the maker; 3: and the name; 4: all of them. */
export type Score = 0 | 1 | 2 | 3 | 4;

export function scorePort(port: PortFacts, hint: PortHint): Score {
  if (!hasIds(port, hint)) return 0;
  const isMaker = contains(port.manufacturer, hint.manufacturer);
  const isNamed = contains(port.path, hint.path);
  if (isMaker && isNamed) return 4;
  if (isNamed) return 3;
  return isMaker ? 2 : 1;
}

/** True when the score is enough to name the device; a common bridge says too little by its ids. */
export function isConvincing(port: PortFacts, score: Score): boolean {
  return score >= (isCommonBridge(port) ? 2 : 1);
}

export function fitsWish(port: PortFacts, wish: PortWish): boolean {
  const { serialNumber, manufacturer, path } = wish;
  return (
    hasIds(port, wish) &&
    (serialNumber === undefined || port.serialNumber === serialNumber) &&
    (manufacturer === undefined || contains(port.manufacturer, manufacturer)) &&
    (path === undefined || contains(port.path, path))
  );
}

/** A wish that any adapter with a common bridge would fulfil. */
export function isVague({ vendorId, productId, serialNumber, manufacturer, path }: PortWish): boolean {
  return (
    isCommonBridge({ vendorId, productId }) &&
    [serialNumber, manufacturer, path].every((one) => one === undefined)
  );
}

function hasIds(
  { vendorId, productId }: { vendorId?: string | undefined; productId?: string | undefined },
  wanted: { vendorId: string; productId?: string | undefined },
): boolean {
  return (
    vendorId?.toLowerCase() === wanted.vendorId.toLowerCase() &&
    (wanted.productId === undefined || productId?.toLowerCase() === wanted.productId.toLowerCase())
  );
}

function contains(text: string | undefined, part: string | undefined): boolean {
  return part !== undefined && text !== undefined && text.toLowerCase().includes(part.toLowerCase());
}
