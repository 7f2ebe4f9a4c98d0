/** Looks through shadow roots, which `textContent` does not. The functions run in the page. */
import type { Page } from 'playwright-core';

/** Everything a person can read on the page, in document order. */
export const readText = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const read = (node: Node): string => {
      if (node instanceof HTMLStyleElement || node instanceof HTMLScriptElement) return '';
      if (node instanceof Text) return node.data;
      const children =
        node instanceof HTMLSlotElement
          ? node.assignedNodes()
          : (node instanceof Element && node.shadowRoot ? node.shadowRoot : node).childNodes;
      return Array.from(children, read).join(' ');
    };
    return read(document.body)
      .replaceAll(/[\u2066-\u2069]/gu, '')
      .replaceAll(/\s+/gu, ' ');
  });

export interface Overflow {
  element: string;
  text: string;
  by: number;
}

/** Text that is wider than its box, and boxes that leave the screen sideways. */
export const findOverflow = (page: Page): Promise<Overflow[]> =>
  page.evaluate(() => {
    const found: { element: string; text: string; by: number }[] = [];
    const visit = (root: ParentNode): void => {
      for (const element of root.querySelectorAll('*')) {
        if (element.shadowRoot) visit(element.shadowRoot);
        if (!(element instanceof HTMLElement) || element.matches('.spoken, script, style')) continue;
        const style = getComputedStyle(element);
        if (style.display === 'none' || style.display === 'contents' || style.display === 'inline') continue;
        const own = Array.from(element.childNodes).some(
          (node) =>
            (node instanceof Text && node.data.trim() !== '') ||
            (node instanceof HTMLElement && node.matches('bdi, span, b')),
        );
        const box = element.getBoundingClientRect();
        if (box.width === 0) continue;
        const wider = own ? element.scrollWidth - element.clientWidth : 0;
        const outside = own ? Math.max(-box.left, box.right - innerWidth) : 0;
        const by = Math.max(wider, outside);
        if (by > 1.5)
          found.push({
            element: element.tagName.toLowerCase(),
            text: (element.textContent ?? '').trim().slice(0, 60),
            by,
          });
      }
    };
    visit(document);
    const page = document.documentElement;
    if (page.scrollWidth > innerWidth)
      found.push({ element: 'html', text: '', by: page.scrollWidth - innerWidth });
    return found;
  });

export interface Target {
  name: string;
  top: number;
  width: number;
  height: number;
}

/** Size of everything that can be touched and is shown. */
export const findTargets = (page: Page): Promise<Target[]> =>
  page.evaluate(() => {
    const found: { name: string; top: number; width: number; height: number }[] = [];
    const visit = (root: ParentNode): void => {
      for (const element of root.querySelectorAll('*')) {
        if (element.shadowRoot) visit(element.shadowRoot);
        if (!(element instanceof HTMLButtonElement)) continue;
        const box = element.getBoundingClientRect();
        if (box.width === 0 || !element.checkVisibility()) continue;
        found.push({
          name: (element.getAttribute('aria-label') ?? element.textContent ?? '').trim(),
          top: box.top,
          width: box.width,
          height: box.height,
        });
      }
    };
    visit(document);
    return found;
  });
