import { openAsBlob } from 'node:fs';
import { basename } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

export interface ImportWish {
  /** Address of the gateway. */
  readonly gateway: string;
  readonly token: string;
  /** As in `POST /api/exchange/imports/<target>`. */
  readonly target: string;
  readonly file: string;
  /** Parts of the form beside the file: `kept`, `mapping`, `asOf`, `sheet` … */
  readonly settings: Readonly<Record<string, string>>;
  /** What to do after the preview: nothing, to record where no row is wrong, or whatever is right. */
  readonly record: 'no' | 'all' | 'valid';
}
/** `recorded`: everything that was to be is on the ledger. */
export type ImportEnd = 'previewed' | 'recorded' | 'errors' | 'refused';

interface View {
  readonly importId: string;
  readonly state: string;
  readonly rows: number;
  readonly ok: number;
  readonly errorCount: number;
  readonly duplicateCount: number;
  readonly errors: readonly { readonly line: number; readonly vi: string; readonly en: string }[];
  readonly committed: number;
  readonly refused: number;
}
/** What the gateway refused, in its words. */
export class ImportRefusal extends Error {}

const shownErrors = 20;

/**
 * Previews a file and, where that is wanted, records it: the same file of the same person is the same import, so a run that broke off goes on
 * where it was. `say` gets lines for people. @throws ImportRefusal, and what fetch throws where the gateway does not answer
 */
export async function runImport(wish: ImportWish, say: (line: string) => void, everyMs = 1000): Promise<ImportEnd> {
  const path = `${wish.gateway}/api/exchange/imports/${wish.target}`;
  const ask = async (address: string, init: RequestInit = {}): Promise<View> => {
    const headers = { authorization: `Bearer ${wish.token}`, ...init.headers };
    const answer = await fetch(address, { ...init, headers });
    const body = (await answer.json().catch(() => ({}))) as View & { readonly code?: string; readonly detail?: string };
    if (!answer.ok) throw new ImportRefusal(`${answer.status} ${body.code ?? ''}: ${body.detail ?? ''}`);
    return body;
  };
  const form = new FormData();
  for (const [name, value] of Object.entries(wish.settings)) form.set(name, value);
  form.set('file', await openAsBlob(wish.file), basename(wish.file));
  const seen = await ask(path, { method: 'POST', body: form });
  say(
    `${seen.importId}: ${seen.rows} dòng / rows, ${seen.ok} đúng / right, ${seen.errorCount} sai / wrong, ${seen.duplicateCount} trùng / known already`,
  );
  for (const { line, vi, en } of seen.errors.slice(0, shownErrors)) say(`  ${line}: ${vi} / ${en}`);
  if (seen.errorCount > shownErrors) say(`  … ${path}/${seen.importId}/report.csv`);
  if (wish.record === 'no') return seen.errorCount > 0 ? 'errors' : 'previewed';
  if (seen.errorCount > 0 && wish.record === 'all') return 'errors';
  const body = JSON.stringify({ onlyValid: wish.record === 'valid' });
  const headers = { 'content-type': 'application/json' };
  let now = await ask(`${path}/${seen.importId}/commit`, { method: 'POST', body, headers });
  for (let told = -1; now.state !== 'finished'; now = await ask(`${path}/${seen.importId}`)) {
    if (now.committed !== told) say(`  ${now.committed} / ${now.ok}`);
    told = now.committed;
    await wait(everyMs);
  }
  say(`xong / done: ${now.committed} ghi / recorded, ${now.refused} bị từ chối / refused`);
  return now.refused > 0 ? 'refused' : 'recorded';
}
