import type { Label } from '../check/label.ts';
import { homePage } from './home-page.ts';
import type { Page } from './page.ts';

/** `/v#…`: the code printed on a credential; everywhere else the home page. */
export async function otherPage(
  path: string,
  fragment: string,
  open: (label: Label | null, fragment?: string) => void,
): Promise<Page> {
  if (path === '/v' && fragment !== '') return (await import('./printed-page.ts')).printedPage(fragment, open);
  document.title = 'Dấu Nguồn – kiểm tra nguồn gốc';
  return homePage(open);
}
