import type { Response } from 'express';
import { csvText } from '@daunguon/formats/csv';

interface Page<Item> {
  readonly items: readonly Item[];
  readonly next?: string;
}

/** A list that is read page by page, sent as one CSV file; a reader who goes away ends the reading. */
export async function sendCsvPages<Item>(
  response: Response,
  { name, head }: { readonly name: string; readonly head: readonly string[] },
  pageAfter: (after: string | undefined) => Promise<Page<Item>>,
  rowOf: (item: Item) => readonly string[],
): Promise<void> {
  response.type('text/csv; charset=utf-8').set('Content-Disposition', `attachment; filename="${name}"`);
  let after: string | undefined;
  do {
    const page = await pageAfter(after);
    const text = csvText(head, page.items.map(rowOf));
    // The head line and the mark before it stand once.
    response.write(after === undefined ? text : text.slice(text.indexOf('\r\n') + 2));
    after = page.next;
  } while (after !== undefined && !response.destroyed);
  response.end();
}
