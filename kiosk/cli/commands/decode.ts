/** `tapwall decode`: what a tag, a symbol, an EPC or a signed URL says, as one line of JSON. Loads only the decoder it needs. */
import { toHex } from '../../../device/bytes.ts';
import { KioskError } from '../../errors.ts';
import { exampleLines, parseTool, toolHelp, type ToolArguments, type ToolSpec } from '../tool-flags.ts';
import { readHex, readText, type InputSource } from './decode-input.ts';

interface Kind {
  input: string;
  summary: string;
  example: string;
  spec?: () => Promise<ToolSpec>;
  decode: (given: ToolArguments, source: InputSource) => Promise<object>;
}

const KINDS: Readonly<Record<string, Kind>> = {
  ndef: {
    input: 'HEX',
    summary: 'an NDEF message',
    example: 'tapwall decode ndef D1010B5504 6578616D706C652E636F',
    decode: async ({ positionals }, source) => {
      const { decodeNdef, ndefToJson } = await import('../../../device/ndef/decode.ts');
      return ndefToJson(decodeNdef(await readHex(positionals, source)));
    },
  },
  type2: {
    input: 'HEX',
    summary: 'the memory of an NTAG or Ultralight, from page 0',
    example: 'tapwall decode type2 - < dump.hex',
    decode: async ({ positionals }, source) => {
      const { decodeType2 } = await import('../../../device/nfc/type2-read.ts');
      const { ndefToJson } = await import('../../../device/ndef/decode.ts');
      const { uid, records } = decodeType2(await readHex(positionals, source));
      return { uid, ...ndefToJson(records) };
    },
  },
  gs1: {
    input: 'TEXT',
    summary: 'a Digital Link, an element string with FNC1 as GS, ^ or {GS}, or what a scanner sends',
    example: "tapwall decode gs1 '(01)09506000134352(21)1234'",
    decode: async ({ positionals }, source) => {
      const { parseGs1 } = await import('../../../device/gs1/parse-gs1.ts');
      return parseGs1(await readText(positionals, source));
    },
  },
  epc: {
    input: 'HEX',
    summary: 'the EPC memory of a UHF tag',
    example: 'tapwall decode epc 3074257BF7194E4000001A85',
    decode: async ({ positionals }, source) => {
      const { decodeEpc } = await import('../../../device/epc/decode-epc.ts');
      return decodeEpc(toHex(await readHex(positionals, source)));
    },
  },
  sun: {
    input: 'URL',
    summary: 'the signed URL of an NTAG 424 DNA; flags below',
    example: 'tapwall decode sun "https://…?picc_data=…&cmac=…" --meta-key HEX --file-key HEX',
    spec: async () => (await import('./decode-sun.ts')).SUN_SPEC,
    decode: async (given, source) => {
      const { decodeSun } = await import('./decode-sun.ts');
      return decodeSun(await readText(given.positionals, source), given);
    },
  },
};

export async function decodeCommand(args: readonly string[]): Promise<number> {
  process.stdout.write(await decode(args, process.stdin));
  return 0;
}

/**
 * What the command prints.
 * @throws KioskError TW_USAGE, TW_DECODE_INPUT | DeviceError with what is wrong with the input
 */
export async function decode(args: readonly string[], source: InputSource): Promise<string> {
  const [name = '', ...rest] = args;
  if (name === '--help' || name === '-h') return help();
  const kind = Object.hasOwn(KINDS, name) ? KINDS[name] : undefined;
  if (kind === undefined) {
    const known = Object.keys(KINDS).join(', ');
    const what = name === '' ? 'Say what is to be decoded.' : `${JSON.stringify(name)} cannot be decoded.`;
    throw new KioskError('TW_USAGE', `${what} Known: ${known}.`);
  }
  const spec = await specOf(name, kind);
  const given = parseTool(spec, rest);
  return given === null ? toolHelp(spec) : `${JSON.stringify(await kind.decode(given, source))}\n`;
}

async function specOf(name: string, { input, summary, example, spec }: Kind): Promise<ToolSpec> {
  if (spec !== undefined) return spec();
  return { command: `decode ${name}`, input, summary: `Decodes ${summary}.`, flags: {}, examples: [example] };
}

async function help(): Promise<string> {
  const kinds = Object.entries(KINDS).map(
    ([name, { input, summary }]) => `  ${`${name} ${input}`.padEnd(12)} ${summary}`,
  );
  const examples = Object.values(KINDS).map(({ example }) => example);
  const { SUN_SPEC } = await import('./decode-sun.ts');
  return `${[
    'tapwall decode KIND INPUT [FLAGS]',
    `Prints what it says as one line of JSON. INPUT may be - for standard input; hexadecimal digits may have spaces, colons and\nline ends between them.`,
    kinds.join('\n'),
    exampleLines(examples),
  ].join('\n\n')}\n\n${toolHelp(SUN_SPEC)}`;
}
