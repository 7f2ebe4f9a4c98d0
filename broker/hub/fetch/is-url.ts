/** Tells an address from the path of a file. */
export function isUrl(where: string): boolean {
  return /^https?:\/\//i.test(where) && URL.canParse(where);
}
