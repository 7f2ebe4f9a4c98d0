/** Shortens a review to whole sentences within the limit, else to whole words with an ellipsis. */
export function excerpt(text: string, limit: number): string {
  const clean = text.replace(/\s+/gu, ' ').trim();
  if (clean.length <= limit) return clean;
  const cut = clean.slice(0, limit + 1);
  const sentence = Math.max(...['. ', '! ', '? ', '؟ ', '… '].map((end) => cut.lastIndexOf(end)));
  if (sentence > limit * 0.4) return cut.slice(0, sentence + 1);
  const word = cut.lastIndexOf(' ');
  return `${cut.slice(0, word > 0 ? word : limit).replace(/[\s,;:.]+$/u, '')}…`;
}
