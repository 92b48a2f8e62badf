import type { Page } from 'playwright-core';

/** "As last time", then this weight: typed once the last one stands in the field, as fast as no person is. */
export async function asLastTime(page: Page, weight: string): Promise<void> {
  const field = page.getByLabel(/(Khối lượng|Weight) \(kg\)/);
  await page.getByRole('button', { name: /Như lần trước|As last time/ }).click();
  while ((await field.inputValue()) === '') await page.waitForTimeout(20);
  await field.fill(weight);
}
