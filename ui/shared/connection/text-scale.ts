/** Text size of a session: the shopper steps through four, up to 200 %; it is back to normal when they leave. */
const SCALES = ['1', '1.25', '1.5', '2'] as const;

export function nextTextScale(): void {
  const root = document.documentElement;
  const at = SCALES.findIndex((scale) => scale === (root.dataset['textScale'] ?? '1'));
  root.dataset['textScale'] = SCALES[(at + 1) % SCALES.length] ?? '1';
}

export function resetTextScale(): void {
  delete document.documentElement.dataset['textScale'];
}
