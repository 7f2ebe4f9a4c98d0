/** Tags that go wrong, for the lab and for `tapwall tap`: each is a real memory image read by the real driver. */
import { encodeNdef, textRecord, uriRecord } from '../../device/ndef/encode.ts';
import { simulatedClassic, simulatedPhone, type SimulatedCard } from '../../device/nfc/simulated-card.ts';
import { simulatedTag } from '../../device/nfc/simulated-tag.ts';

const UID = '04D0D0D0D0D0D0';
/** A valid GTIN of GS1's own example range that no catalogue here sells. */
const NOT_SOLD = 'https://id.gs1.org/01/09506000134352';

export const ODDITIES: Readonly<Record<string, () => SimulatedCard>> = {
  blank: () => simulatedTag({ uid: UID }),
  factory_new: () => simulatedTag({ uid: UID, unformatted: true }),
  truncated: () => simulatedTag({ uid: UID, rawNdef: encodeNdef([uriRecord(NOT_SOLD)]).slice(0, 12) }),
  lifted_half_way: () => simulatedTag({ uid: UID, ndef: [uriRecord(NOT_SOLD)], faults: { leaveAfter: 2 } }),
  unknown_product: () => simulatedTag({ uid: UID, ndef: [uriRecord(NOT_SOLD)] }),
  points_elsewhere: () => simulatedTag({ uid: UID, ndef: [uriRecord('https://example.com/win-a-prize')] }),
  only_text: () => simulatedTag({ uid: UID, ndef: [textRecord({ text: '<b>Hello</b>', lang: 'en' })] }),
  unknown_card: () => simulatedClassic('04FEFEFEFEFEFE'),
  phone: () => simulatedPhone(),
};
