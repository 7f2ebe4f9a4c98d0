/** Texts that both engines give back as they got them: PostgreSQL keeps no zero characters, and no half ones. */
const UNKEPT = /\0|\p{Surrogate}/u;

export function isPlain(text: string): boolean {
  return !UNKEPT.test(text);
}

/** Without what is not kept. */
export function toPlain(text: string): string {
  return isPlain(text) ? text : text.replaceAll(/\0|\p{Surrogate}/gu, '');
}
