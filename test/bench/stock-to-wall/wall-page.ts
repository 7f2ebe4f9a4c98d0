/** The wall in Chromium, and when it painted which number. */
import type { Browser, Page } from 'playwright-core';
import { until } from '../../support/until.ts';
import { launchChromium } from '../../support/chromium.ts';

const SOON = 60_000;

export interface Painted {
  /** Milliseconds since 1970. */
  at: number;
  text: string;
}

export class WallPage {
  #browser: Browser | undefined;
  #page: Page | undefined;
  #painted: (painted: Painted) => void = () => undefined;

  async open(kiosk: string): Promise<void> {
    this.#browser = await launchChromium();
    this.#page = await this.#browser.newPage({ viewport: { width: 1080, height: 1920 } });
    await this.#page.exposeFunction('tellPainted', (painted: Painted) => this.#painted(painted));
    await this.#page.goto(`${kiosk}/wall`);
  }

  async close(): Promise<void> {
    await this.#browser?.close();
  }

  /** Watches every element on the screen, also inside shadow roots; told after the frame that shows a change. */
  async watch(): Promise<void> {
    await this.#page?.evaluate(`(async () => {
      let roots = [];
      const walk = (root) => {
        roots.push(root);
        for (const each of root.querySelectorAll('*')) if (each.shadowRoot) walk(each.shadowRoot);
      };
      const texts = () => roots.map((root) => (root === document ? '' : root.textContent)).join(' ');
      // The elements of the screen are there once it says a number.
      const began = performance.now();
      for (; !/\\d left/.test(texts()); await new Promise((resolve) => setTimeout(resolve, 100))) {
        if (performance.now() - began > ${SOON}) throw new Error('no stock on the wall: ' + texts().slice(-500));
        roots = [];
        walk(document);
      }
      let asked = false;
      const observer = new MutationObserver(() => {
        if (asked) return;
        asked = true;
        requestAnimationFrame(() => requestAnimationFrame(() => {
          asked = false;
          window.tellPainted({ at: performance.timeOrigin + performance.now(), text: texts() });
        }));
      });
      const options = { subtree: true, childList: true, characterData: true, attributes: true };
      for (const root of roots) observer.observe(root, options);
    })()`);
  }

  /** Resolves once the screen has been painted with a text like that. @throws DeadlinePassed */
  async shows(text: RegExp): Promise<Painted> {
    let found: Painted | undefined;
    this.#painted = (painted) => {
      if (found === undefined && text.test(painted.text)) found = painted;
    };
    return until(() => found, SOON);
  }
}
