/** Opens the lab in front of a kiosk that does as it is told. */
import type { Page } from 'playwright-core';
import type { TestContext } from '../../harness/suite.ts';
import { openDesk } from '../console/desk.ts';
import { fakeKiosk, type FakeKiosk } from './fake-kiosk.ts';
import { lab } from './fixtures.ts';

export interface LabOpening {
  state?: ReturnType<typeof lab>;
  width?: number;
  height?: number;
  expected?: RegExp;
  before?: (kiosk: FakeKiosk) => void;
}

export async function openLab(
  t: TestContext,
  opening: LabOpening = {},
): Promise<{ page: Page; kiosk: FakeKiosk }> {
  const kiosks: FakeKiosk[] = [];
  const page = await openDesk(t, {
    path: '/lab',
    width: opening.width ?? 1280,
    height: opening.height ?? 800,
    ...(opening.expected && { expected: opening.expected }),
    prepare: async (page) => {
      const kiosk = await fakeKiosk(page, opening.state ?? lab());
      opening.before?.(kiosk);
      kiosks.push(kiosk);
    },
  });
  const [kiosk] = kiosks;
  if (kiosk === undefined) throw new TypeError('the page was not prepared');
  return { page, kiosk };
}
