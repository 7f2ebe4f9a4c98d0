import * as assert from 'uvu/assert';
import { DeviceError } from '../../device/errors.ts';
import { feedbackFamily, type Feedback } from '../../device/nfc/feedback.ts';
import { ReaderFeedback } from '../../device/nfc/reader-feedback.ts';
import { suite } from '../harness/suite.ts';

const test = suite('Light and buzzer of a reader');

const ACR122 = 'ACS ACR122U PICC Interface 00 00';
const ACR1252 = 'ACS ACR1252 Dual Reader PICC 00 00';
const ACR1255 = 'ACS ACR1255U-J1 PICC Reader 00 00';
const ACR1281 = 'ACS ACR1281 1S Dual Reader PICC 00 00';
const ACR1283 = 'ACS ACR1283U Dual Reader PICC 00 00';

type Answer = string | Error;

class Bench {
  readonly sent: string[] = [];
  readonly told: string[] = [];
  readonly feedback: ReaderFeedback;
  card = false;
  escape: (command: string) => Answer;
  viaCard: (command: string) => Answer = () => '9000';

  constructor(reader: string, escape: (command: string) => Answer = () => 'E10000000100') {
    this.escape = escape;
    this.feedback = new ReaderFeedback({
      reader,
      lines: {
        escape: async (command) => this.#answer('escape', command, this.escape),
        viaCard: () =>
          this.card ? async (command) => this.#answer('card', command, this.viaCard) : undefined,
      },
      pause: async (ms) => void this.sent.push(`pause ${ms}`),
      failed: (code) => void this.told.push(code),
    });
  }

  #answer(way: string, command: Uint8Array, answer: (command: string) => Answer): Uint8Array {
    const hex = Buffer.from(command).toString('hex').toUpperCase();
    this.sent.push(`${way} ${hex}`);
    const given = answer(hex);
    if (given instanceof Error) throw given;
    return Buffer.from(given, 'hex');
  }
}

const scard = (code: string): TypeError => new TypeError(`SCardControl error: Something.(${code})`);

test('leaves a reader as it is unless it is told otherwise', async () => {
  const bench = new Bench(ACR1252);
  await bench.feedback.change('reader');
  await bench.feedback.cardCame();
  await bench.feedback.signal('success');
  assert.equal(bench.sent, []);
});

test('never sends an ACR122 a command of the other family', async () => {
  for (const feedback of ['off', 'light', 'sound'] as const) {
    const bench = new Bench(ACR122, () => '9000');
    await bench.feedback.change(feedback);
    bench.card = true;
    await bench.feedback.cardCame();
    await bench.feedback.signal('success');
    await bench.feedback.signal('failure');
    assert.ok(bench.sent.length > 0);
    for (const line of bench.sent) assert.match(line, /^(escape|card) FF00/);
  }
});

test('switches off the detection beep of an ACR122 and blinks, with and without a beep', async () => {
  const quiet = new Bench(ACR122, () => '9000');
  await quiet.feedback.change('off');
  await quiet.feedback.signal('success');
  assert.equal(quiet.sent, ['escape FF00520000']);

  const light = new Bench(ACR122, () => '9000');
  await light.feedback.change('light');
  light.card = true;
  await light.feedback.signal('success');
  await light.feedback.signal('failure');
  assert.equal(light.sent.slice(1), ['card FF0040A00401010100', 'card FF0040500401010200']);

  const sound = new Bench(ACR122, () => '9000');
  await sound.feedback.change('sound');
  await sound.feedback.signal('failure');
  assert.equal(sound.sent.slice(1), ['escape FF0040500401010201']);
});

test('tries an ACR122 whose driver forbids escapes again when a card is there, and only then complains', async () => {
  const bench = new Bench(ACR122, () => scard('0x80100016'));
  await bench.feedback.change('sound');
  assert.equal(bench.told, []);
  bench.card = true;
  await bench.feedback.cardCame();
  await bench.feedback.cardCame();
  assert.equal(bench.sent, ['escape FF00520000', 'card FF00520000']);
  assert.equal(bench.told, []);

  const refusing = new Bench(ACR122, () => scard('0x80100016'));
  refusing.viaCard = () => '6300';
  await refusing.feedback.change('sound');
  refusing.card = true;
  await refusing.feedback.cardCame();
  await refusing.feedback.signal('success');
  assert.equal(refusing.told, ['TW_NFC_FEEDBACK_UNKNOWN']);
});

test('writes the kept behaviour of the others only when it beeps, and only that bit of it', async () => {
  for (const [reader, kept, wanted] of [
    [ACR1252, '7F', '77'],
    [ACR1255, '8F', '87'],
    [ACR1281, 'FB', 'EB'],
    [ACR1283, '08', '00'],
  ] as const) {
    let behaviour: string = kept;
    const bench = new Bench(reader, (command) => {
      if (command.startsWith('E000002101')) behaviour = command.slice(10);
      return `E100000001${behaviour}`;
    });
    await bench.feedback.change('off');
    assert.equal(bench.sent, ['escape E000002100', `escape E000002101${wanted}`]);
    await bench.feedback.change('off');
    assert.equal(bench.sent.slice(2), ['escape E000002100']);
  }
});

test('shows success and failure by the light that each model has, and puts it out again', async () => {
  for (const [reader, success, failure] of [
    [ACR1252, '02', '01'],
    [ACR1255, '01', '02'],
    [ACR1281, '02', '01'],
    [ACR1283, '01', '02'],
  ] as const) {
    const bench = new Bench(reader);
    await bench.feedback.change('light');
    bench.sent.length = 0;
    await bench.feedback.signal('success');
    await bench.feedback.signal('failure');
    assert.equal(bench.sent, [
      `escape E000002901${success}`,
      'pause 300',
      'escape E00000290100',
      `escape E000002901${failure}`,
      'pause 300',
      'escape E00000290100',
    ]);
  }
});

test('sounds one beep for success and two for failure', async () => {
  const bench = new Bench(ACR1252);
  await bench.feedback.change('sound');
  const beeps = async (signal: 'success' | 'failure'): Promise<number> => {
    bench.sent.length = 0;
    await bench.feedback.signal(signal);
    return bench.sent.filter((line) => line === 'escape E0000028010A').length;
  };
  assert.is(await beeps('success'), 1);
  assert.is(await beeps('failure'), 2);
});

for (const [what, answer, code] of [
  ['escapes are disabled', scard('0x80100016'), 'TW_NFC_FEEDBACK_REFUSED'],
  ['the driver has none', scard('0x8010001f'), 'TW_NFC_FEEDBACK_UNKNOWN'],
  ['the reader answers something else', '6300', 'TW_NFC_FEEDBACK_UNKNOWN'],
  ['the reader answers nothing', '', 'TW_NFC_FEEDBACK_UNKNOWN'],
] as const) {
  test(`tells once that ${what}, and goes on`, async () => {
    const bench = new Bench(ACR1252, () => answer);
    await bench.feedback.change('sound');
    await bench.feedback.cardCame();
    await bench.feedback.signal('success');
    await bench.feedback.signal('failure');
    assert.equal(bench.told, [code]);
  });
}

test('says nothing of a card that was lifted before the signal', async () => {
  const bench = new Bench(ACR122, () => '9000');
  await bench.feedback.change('sound');
  bench.card = true;
  bench.viaCard = () => new DeviceError('TW_NFC_TAG_TORN');
  await bench.feedback.signal('success');
  assert.equal(bench.told, []);
});

test('lets the loss of pcscd through, because then the process must be replaced', async () => {
  const bench = new Bench(ACR1252, () => scard('0x80100013'));
  let thrown: unknown;
  await bench.feedback.change('light').catch((error: unknown) => (thrown = error));
  assert.instance(thrown, TypeError);
  assert.equal(bench.told, []);
});

test('tells that it knows no commands for a reader of another make', async () => {
  for (const feedback of ['off', 'light', 'sound'] satisfies Feedback[]) {
    const bench = new Bench('HID Global OMNIKEY 5427 CK 00 00');
    await bench.feedback.change(feedback);
    await bench.feedback.signal('success');
    assert.equal([bench.sent, bench.told], [[], ['TW_NFC_FEEDBACK_UNKNOWN']]);
  }
});

test('tells the families apart by the name', () => {
  for (const name of [ACR1252, ACR1255, ACR1281, ACR1283, 'ACS ACM1252 Reader PICC 0'])
    assert.is(feedbackFamily(name)?.viaCard, false);
  for (const name of [ACR122, 'ACS ACR122U 00 00', 'ACS ACR 122 0'])
    assert.is(feedbackFamily(name)?.viaCard, true);
  for (const name of ['Virtual PCD 00 00', 'ACS ACR1222 1SAM PICC Reader', 'ACS ACR38U'])
    assert.is(feedbackFamily(name), undefined);
});
