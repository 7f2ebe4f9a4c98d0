/**
 * What a reading means in this shop, by what the device's file says that it stands for. Pure: which product a tag or a code
 * names is found out behind it, and so is who is in a fitting room.
 */
import type {
  ButtonReading,
  CodeReading,
  ContactReading,
  EpcReading,
  PickupReading,
  PresenceReading,
  Reading,
  TagReading,
} from '../../device/ports.ts';
import type { Means } from '../device-files/device-file.ts';

export type Meaning =
  /** A tag was held to the reader of a display. */
  | { kind: 'tap'; display: string; reading: TagReading }
  | { kind: 'lift'; display: string; device: string }
  | { kind: 'presence'; display: string; device: string; present: boolean }
  | { kind: 'door'; display: string; device: string; open: boolean }
  /** A radio tag was seen once; the filter that knows the places concludes from many. */
  | { kind: 'seen'; reading: EpcReading }
  /** The filter's conclusion. */
  | { kind: 'piece'; display: string; device: string; epc: string; present: boolean }
  /** A product was lifted off its place; `product` is a SKU or a product id. */
  | { kind: 'pickup'; display: string; device: string; product: string }
  | { kind: 'scan'; display: string; reading: CodeReading }
  | { kind: 'call_associate'; display: string; device: string };

/** Undefined when the device stands for nothing that such a reading could mean. */
// oxlint-disable-next-line consistent-return -- exhaustive: the compiler knows every kind
export function meaningOf(reading: Reading, means: Means): Meaning | undefined {
  const { display } = means;
  const device = reading.source;
  switch (reading.kind) {
    case 'epc':
      return { kind: 'seen', reading };
    case 'item':
      return { kind: 'piece', display: reading.place, device, epc: reading.epc, present: reading.present };
    case 'presence':
      return presenceOf(reading, means);
    case 'pickup':
      return pickupOf(reading, means);
    case 'button':
      return buttonOf(reading, means);
    case 'tag':
      return display === undefined ? undefined : { kind: 'tap', display, reading };
    case 'tag_removed':
      return display === undefined ? undefined : { kind: 'lift', display, device };
    case 'contact':
      return doorOf(reading, means);
    case 'code':
      return display === undefined ? undefined : { kind: 'scan', display, reading };
    // A knob has no meaning yet.
    case 'dial':
      return undefined;
  }
}

function doorOf({ source, unit, open }: ContactReading, means: Means): Meaning | undefined {
  const { display, device } = unitOf(source, unit, means);
  return display === undefined ? undefined : { kind: 'door', display, device, open };
}

/** Several sensors at one controller are told apart, so that one of them that sees nobody does not speak for the others. */
function presenceOf({ source, unit, present }: PresenceReading, means: Means): Meaning | undefined {
  const { display, device } = unitOf(source, unit, means);
  return display === undefined ? undefined : { kind: 'presence', display, device, present };
}

function unitOf(
  source: string,
  unit: number | undefined,
  means: Means,
): { display: string | undefined; device: string } {
  if (unit === undefined) return { display: means.display, device: source };
  return { display: means.units?.[unit]?.display ?? means.display, device: `${source}/${unit}` };
}

/** The tag says which product it is on; a sensor that reads none says which place of the shelf it watches. */
function pickupOf({ source, unit, tag, lifted }: PickupReading, means: Means): Meaning | undefined {
  const place = means.units?.[unit];
  const product = (tag === null ? undefined : productOfTag(means, tag)) ?? place?.product;
  const display = place?.display ?? means.display;
  if (!lifted || product === undefined || display === undefined) return undefined;
  return { kind: 'pickup', display, device: source, product };
}

/** Controllers write numbers with leading zeros, people do not. */
function productOfTag({ tags }: Means, tag: string): string | undefined {
  if (tags === undefined) return undefined;
  const bare = tag.replace(/^0+(?=\d)/, '');
  const name = Object.keys(tags).find((one) => one === tag || one.replace(/^0+(?=\d)/, '') === bare);
  return name === undefined ? undefined : tags[name]?.product;
}

function buttonOf({ source, unit, pressed }: ButtonReading, means: Means): Meaning | undefined {
  const place = means.units?.[unit];
  const actions = place?.buttons ?? means.buttons;
  const display = place?.display ?? means.display;
  const action = pressed.map((button) => actions?.[button]).find((found) => found !== undefined);
  return action === undefined || display === undefined
    ? undefined
    : { kind: action, display, device: source };
}
