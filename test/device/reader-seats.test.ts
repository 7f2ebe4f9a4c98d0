import * as assert from 'uvu/assert';
import { ReaderSeats, type SeatClaim } from '../../device/nfc/reader-seats.ts';
import { suite } from '../harness/suite.ts';

const test = suite('Assignment of readers to devices');

class Claim implements SeatClaim {
  readonly name: string | undefined;
  reader: string | undefined;

  constructor(name?: string) {
    this.name = name;
  }

  attached(reader: string): void {
    this.reader = reader;
  }

  detached(): void {
    this.reader = undefined;
  }
}

function seated(...claims: Claim[]): ReaderSeats<Claim> {
  const seats = new ReaderSeats<Claim>();
  for (const claim of claims) seats.add(claim);
  return seats;
}

const A = 'ACS ACR122U PICC Interface 00 00';
const B = 'ACS ACR122U PICC Interface 01 00';
const OMNIKEY = 'HID Global OMNIKEY 5427 CK 02 00';

test('gives readers to devices in the order of both', () => {
  const [first, second] = [new Claim(), new Claim()];
  const seats = seated(first, second);
  assert.ok(seats.attach(A));
  assert.ok(seats.attach(B));
  assert.equal([first.reader, second.reader], [A, B]);
  assert.not(seats.attach(OMNIKEY));
});

test('keeps the reader with a name for the device that asks for it', () => {
  const [any, named] = [new Claim(), new Claim('omnikey')];
  const seats = seated(any, named);
  seats.attach(OMNIKEY);
  seats.attach(A);
  assert.equal([any.reader, named.reader], [A, OMNIKEY]);
});

test('gives a reader that comes back to the device that had it', () => {
  const [first, second] = [new Claim(), new Claim()];
  const seats = seated(first, second);
  seats.attach(A);
  seats.attach(B);
  seats.detach(A);
  seats.detach(B);
  assert.equal([first.reader, second.reader], [undefined, undefined]);
  seats.attach(B);
  seats.attach(A);
  assert.equal([first.reader, second.reader], [A, B]);
});

test('recognises a reader that comes back under other indices', () => {
  const [acs, omnikey] = [new Claim(), new Claim()];
  const seats = seated(acs, omnikey);
  seats.attach(A);
  seats.attach(OMNIKEY);
  seats.detachAll();
  seats.attach('HID Global OMNIKEY 5427 CK 00 00');
  seats.attach('ACS ACR122U PICC Interface 01 00');
  assert.match(acs.reader ?? '', 'ACR122U');
  assert.match(omnikey.reader ?? '', 'OMNIKEY');
});

test('gives a waiting reader to a device that joins later, or inherits it', () => {
  const first = new Claim();
  const seats = seated(first);
  seats.attach(A);
  seats.attach(B);
  const second = new Claim();
  seats.add(second);
  assert.is(second.reader, B);
  seats.remove(first);
  const third = new Claim();
  seats.add(third);
  assert.is(third.reader, A);
  assert.is(seats.holder(A), third);
});
