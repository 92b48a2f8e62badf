import type { Label } from '../check/label.ts';
import type * as employerPages from '../employer/employer.ts';
import { readEmbedPath } from '../embed/embed-path.ts';
import { homePage } from './home-page.ts';
import type { Page } from './page.ts';

/** `/v#…`: the code printed on a credential; a file; how the check works; a frame on another site; the pages for employers; else the home page. */
export async function otherPage(
  path: string,
  fragment: string,
  open: (label: Label | null, fragment?: string) => void,
): Promise<Page> {
  if (path === '/v' && fragment !== '') return (await import('./printed-page.ts')).printedPage(fragment, open);
  const framed = readEmbedPath(path);
  if (framed !== null) return (await import('../embed/embed-page.ts')).embedPage(framed);
  if (path === '/cach-kiem-chung') return (await import('./how-page.ts')).howPage(open);
  if (path === '/kiem-tra-tep') return (await import('./file-page.ts')).filePage(open);
  if (path === '/kiem-tra-nhieu') return (await employer()).employerPage();
  if (path === '/tra-cuu-ban-giay') return (await employer()).paperPage();
  document.title = 'Dấu Nguồn – kiểm tra nguồn gốc';
  return homePage(open, fragment);
}

async function employer(): Promise<typeof employerPages> {
  const script = '/employer.js';
  return (await import(script)) as typeof employerPages;
}
