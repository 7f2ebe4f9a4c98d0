/** How simulated hardware goes wrong, in one vocabulary for tests, the lab and scenarios. */

/**
 * Of every third thing that is sent: `drop` loses a part, `garble` changes one, `delay` holds it back for a moment and all
 * that follows with it, `swap` sends it after the next one. `stuck` says the last thing over and over whatever happens,
 * `silent` says nothing, `disconnect` pulls the cable in the middle of the next thing.
 */
export const MISBEHAVIOURS = [
  'none',
  'drop',
  'delay',
  'garble',
  'swap',
  'stuck',
  'silent',
  'disconnect',
] as const;
export type Misbehaviour = (typeof MISBEHAVIOURS)[number];

export function isMisbehaviour(name: string): name is Misbehaviour {
  return MISBEHAVIOURS.some((one) => one === name);
}
