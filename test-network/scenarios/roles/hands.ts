/** How a script touches a page: with a mouse, or with nothing but a keyboard. */
import type { Locator, Page } from 'playwright-core';

export interface Hands {
  press(target: Locator): Promise<void>;
  type(target: Locator, text: string): Promise<void>;
  choose(target: Locator, label: string | RegExp): Promise<void>;
}

const labelOf = (target: Locator, label: string | RegExp): Promise<string> =>
  target.locator('option', { hasText: label }).first().innerText();

export const mouse: Hands = {
  press: (target) => target.click(),
  type: (target, text) => target.fill(text),
  choose: async (target, label) => {
    await target.locator('option', { hasText: label }).first().waitFor({ state: 'attached' });
    await target.selectOption({ label: await labelOf(target, label) });
  },
};

/** More stops than any page has. */
const stops = 250;

/** Goes on by the Tab key until the focus is where it should be. @throws where no number of stops leads there */
async function reach(page: Page, target: Locator): Promise<void> {
  await target.waitFor();
  const isThere = async (): Promise<boolean> => (await target.and(page.locator(':focus')).count()) === 1;
  for (let stop = 0; stop < stops; stop += 1) {
    if (await isThere()) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`the Tab key does not lead to ${String(target)}`);
}

export const keyboard = (page: Page): Hands => ({
  press: async (target) => {
    await reach(page, target);
    // A box is ticked by the space bar, everything else answers to Enter.
    await page.keyboard.press((await target.getAttribute('type')) === 'checkbox' ? 'Space' : 'Enter');
  },
  type: async (target, text) => {
    await reach(page, target);
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.type(text);
  },
  choose: async (target, label) => {
    await reach(page, target);
    const wanted = await labelOf(target, label);
    const chosen = async (): Promise<string> => (await target.locator('option:checked').textContent())?.trim() ?? '';
    await page.keyboard.press('Home');
    for (let option = 0; (await chosen()) !== wanted.trim(); option += 1) {
      if (option === 200) throw new Error(`no arrow key leads to ${wanted}`);
      await page.keyboard.press('ArrowDown');
    }
  },
});
