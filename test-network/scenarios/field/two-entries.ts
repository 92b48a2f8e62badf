import type { Page } from 'playwright-core';
import { asLastTime } from './as-last-time.ts';

/** Two entries under one lot number: the first goes onto the ledger, the second is refused. `saved`: what happens while each says that it is kept. */
export async function twoEntries(page: Page, explorer: string, lot: string, saved: () => Promise<void>): Promise<void> {
  for (const weight of ['331,5', '332,5']) {
    await page.goto(`${explorer}/field/harvest`);
    await asLastTime(page, weight);
    await page.getByText(/Sửa ngày, số lô|Change day|Change/).click();
    await page.getByLabel(/Số lô|Lot/).fill(lot);
    await page.getByRole('button', { name: /^(Lưu|Save)$/ }).click();
    await page.getByText(/Đã lưu trên máy này|Saved on this device/).waitFor();
    await saved();
  }
}

/** From the queue to the refused entry beside what stands on the ledger. */
export async function openConflict(page: Page, explorer: string): Promise<void> {
  await page.goto(`${explorer}/field/queue`);
  await page
    .getByRole('link', { name: /Xem và sửa|Look and correct/ })
    .first()
    .click();
  await page.getByRole('heading', { level: 1, name: /Hai bản khác nhau|Two different versions/ }).waitFor();
}
