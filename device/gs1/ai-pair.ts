/** Application identifier and value; never a number or a date, because both lose what was written. */
export type AiPair = [ai: string, value: string];
