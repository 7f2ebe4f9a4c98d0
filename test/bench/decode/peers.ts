/**
 * Parsers from npm for the same bytes. For most of these protocols npm has none: then the parser of the package
 * serialport that comes nearest cuts the stream, and neither verifies a checksum nor says what the frame means.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Transform } from 'node:stream';
import { ByteLengthParser, DelimiterParser, PacketLengthParser, ReadlineParser } from 'serialport';
import { BenchError } from '../bench-error.ts';

const PACKAGES = [
  '@signageos/nexmosphere-sdk@0.2.1',
  'ndef@0.2.0',
  '@taptrack/ndef@1.0.3',
  'gs1-barcode-parser-mod@1.2.1',
  'digital-link.js@1.4.3',
  'epc-tds@1.4.1',
];

export interface StreamPeer {
  name: string;
  create: () => Transform;
  /** What it does with a cut piece; nothing where it only cuts. */
  understand?: (piece: Buffer | string) => unknown;
}

export interface ValuePeer {
  name: string;
  decode: (input: { bytes: Buffer; text: string }) => unknown;
}

export interface Peers {
  streams: Readonly<Record<string, StreamPeer>>;
  values: Readonly<Record<string, readonly ValuePeer[]>>;
}

/** Installs the peers into a folder of their own for as long as `work` takes. */
export async function withPeers<Result>(work: (peers: Peers) => Promise<Result>): Promise<Result> {
  const home = mkdtempSync(join(tmpdir(), 'tapwall-peers-'));
  try {
    writeFileSync(join(home, 'package.json'), '{ "private": true }');
    const install = ['install', '--no-audit', '--no-fund', '--silent', ...PACKAGES];
    if (spawnSync('npm', install, { cwd: home, stdio: 'ignore' }).status !== 0)
      throw new BenchError('The peers could not be installed from npm.');
    return await work(loadPeers(createRequire(join(home, 'package.json'))));
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

type Decode = (input: unknown) => unknown;

interface TapTrack {
  Message: { fromBytes(bytes: Uint8Array): { getRecords(): unknown[] } };
  Utils: { resolveUriRecordToString: Decode };
}

/** It leaves the URI to a second call, ours does not. */
function resolved({ Message, Utils }: TapTrack, bytes: Uint8Array): unknown {
  return Utils.resolveUriRecordToString(Message.fromBytes(bytes).getRecords()[0]);
}

function loadPeers(require: NodeJS.Require): Peers {
  const nexmosphere = require('@signageos/nexmosphere-sdk/es6/MessageParser.js') as { parseMessage: Decode };
  const ndef = require('ndef') as { decodeMessage: Decode };
  const taptrack = require('@taptrack/ndef') as TapTrack;
  const barcode = require('gs1-barcode-parser-mod') as { parseBarcode: Decode };
  const link = require('digital-link.js') as { DigitalLink: Decode };
  const epc = require('epc-tds') as { valueOf: (hex: string) => { toTagURI(): string } };
  return {
    streams: {
      ...cutters(),
      nexmosphere: {
        name: '@signageos/nexmosphere-sdk',
        create: lines,
        understand: quietly(nexmosphere.parseMessage),
      },
    },
    values: {
      'NDEF message': [
        { name: 'ndef', decode: ({ bytes }) => ndef.decodeMessage([...bytes]) },
        { name: '@taptrack/ndef', decode: ({ bytes }) => resolved(taptrack, bytes) },
      ],
      'GS1 element string': [
        { name: 'gs1-barcode-parser-mod', decode: ({ text }) => barcode.parseBarcode(text) },
      ],
      'Digital Link URI': [{ name: 'digital-link.js', decode: ({ text }) => link.DigitalLink(text) }],
      'SGTIN-96': [{ name: 'epc-tds', decode: ({ text }) => epc.valueOf(text).toTagURI() }],
    },
  };
}

function lines(): Transform {
  return new ReadlineParser({ delimiter: '\r\n' });
}

/** It throws at what it does not know; its time counts all the same. */
function quietly(decode: Decode): (piece: Buffer | string) => unknown {
  return (piece) => {
    try {
      return decode(String(piece));
    } catch {
      return undefined;
    }
  };
}

function cutters(): Record<string, StreamPeer> {
  const delimiter = (bytes: number[]): StreamPeer => ({
    name: 'serialport DelimiterParser (cuts)',
    create: () => new DelimiterParser({ delimiter: bytes }),
  });
  return {
    ld2410: {
      name: 'serialport PacketLengthParser (cuts)',
      create: () =>
        new PacketLengthParser({
          delimiter: 0xf4f3f2f1,
          delimiterBytes: 4,
          lengthOffset: 4,
          lengthBytes: 2,
          packetOverhead: 10,
          maxLen: 64,
        }),
    },
    ld2450: delimiter([0x55, 0xcc]),
    m100: delimiter([0x7e]),
    uhfreader18: {
      name: 'serialport ByteLengthParser (cuts)',
      create: () => new ByteLengthParser({ length: 20 }),
    },
    thingmagic: {
      name: 'serialport PacketLengthParser (cuts)',
      create: () =>
        new PacketLengthParser({ delimiter: 0xff, lengthOffset: 1, packetOverhead: 7, maxLen: 250 }),
    },
    barcode: {
      name: 'serialport ReadlineParser (cuts)',
      create: () => new ReadlineParser({ delimiter: '\r' }),
    },
  };
}
