/** Wraps a name, a price or a size so that it keeps its own direction inside a sentence (Unicode FSI … PDI). */
export const isolate = (text: string): string => `\u2068${text}\u2069`;
