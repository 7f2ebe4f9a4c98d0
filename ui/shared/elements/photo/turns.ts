/**
 * Who may load first: the large photograph of a screen has the decoders to itself for a moment, the small ones follow.
 * Without it, the photograph that a tap is about waits behind its own thumbnails.
 */
const PATIENCE_MS = 250;

const waiting = new Set<() => void>();
const large = new Set<object>();

export function largeStarts(photo: object): void {
  large.add(photo);
}

export function largeDone(photo: object): void {
  large.delete(photo);
  if (large.size > 0) return;
  for (const go of waiting) go();
  waiting.clear();
}

/** Resolves when no large photograph is on its way, or after a moment in any case. */
export async function smallTurn(): Promise<void> {
  // Photographs of the same screen start in any order: look once all of them have.
  await Promise.resolve();
  if (large.size === 0) return;
  await new Promise<void>((resolve) => {
    const timer = setTimeout(go, PATIENCE_MS);
    function go(): void {
      clearTimeout(timer);
      waiting.delete(go);
      resolve();
    }
    waiting.add(go);
  });
}
