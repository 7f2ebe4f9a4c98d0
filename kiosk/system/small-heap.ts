/**
 * A kiosk rests most of the day, on a small computer. V8 grows the part of the heap for short-lived objects while the
 * program loads, by up to 48 MB, and hardly ever gives it back; kept at its first size it costs a little more
 * collecting. Takes effect on what is loaded afterwards.
 */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

export function keepHeapSmall(): void {
  setFlagsFromString('--semi-space-growth-factor=1');
}

/**
 * Once everything is loaded: collects once and lets the heap grow by a third before the next time. Until the first full
 * collection V8 waits for tens of megabytes of garbage, so that a kiosk that sends a backlog would look as if it leaked.
 */
export function settleHeap(): void {
  setFlagsFromString('--heap-growing-percent=30');
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  collect();
}
