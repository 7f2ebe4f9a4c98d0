/** What `tapwall decode` is given: on the command line, or from standard input by `-`; never without bound. */
import { fromHex } from '../../../device/bytes.ts';
import { KioskError } from '../../errors.ts';

/** Where `-` reads from: standard input, or a test's own chunks. */
export type InputSource = AsyncIterable<Uint8Array | string>;

/** Hexadecimal digits of the longest NDEF message that is decoded, with room for separators. */
const MOST_BYTES = 4 * 1024 * 1024;

/**
 * One text. What a file or a scanner put around it is not part of it.
 * @throws KioskError TW_USAGE | TW_DECODE_INPUT
 */
export async function readText(positionals: readonly string[], source: InputSource): Promise<string> {
  const [text, ...more] = positionals;
  if (text === undefined)
    throw new KioskError('TW_USAGE', 'What is to be decoded? Standard input is named -.');
  if (more.length > 0)
    throw new KioskError('TW_USAGE', 'Only one text can be decoded at a time; quote one that has spaces.');
  return text === '-' ? bare(await readAll(source)) : text;
}

/**
 * Bytes in hexadecimal, whose groups may be apart: `D1 01 0B` or `D1:01:0B`, over several words or lines.
 * @throws KioskError TW_USAGE | TW_DECODE_INPUT
 */
export async function readHex(positionals: readonly string[], source: InputSource): Promise<Uint8Array> {
  const bytes = fromHex(
    await readText(
      [positionals.join(' ')].filter((text) => text !== ''),
      source,
    ),
  );
  if (bytes === undefined || bytes.length === 0)
    throw new KioskError('TW_DECODE_INPUT', 'The input is not pairs of hexadecimal digits.');
  return bytes;
}

/** Without a byte order mark in front and a line end behind: CR, LF or both. */
function bare(text: string): string {
  return text.replace(/^\uFEFF/, '').replace(/(\r\n|\n|\r)$/, '');
}

async function readAll(source: InputSource): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of source) {
    size += chunk.length;
    if (size > MOST_BYTES)
      throw new KioskError('TW_DECODE_INPUT', `The input is longer than ${MOST_BYTES / 1024 / 1024} MiB.`);
    chunks.push(Buffer.from(chunk as Uint8Array));
  }
  return Buffer.concat(chunks).toString('utf8');
}
