/** All places that a planted text might reach beside the files: addresses, output of processes, and what the vault holds sealed. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Browser } from 'playwright-core';
import { openHealthDb } from '../../../gateway-api/src/vault/health-db.ts';
import { healthDocKinds, openHealthDocs } from '../../../gateway-api/src/vault/health-docs.ts';
import { openKeyRing } from '../../../gateway-api/src/vault/key-ring.ts';
import { openWaiting } from '../../../gateway-api/src/vault/waiting-commitments.ts';

/** Every address that any page of this browser asks for or shows, from now on, fragments included. */
export function watchAddresses(browser: Browser | null): readonly string[] {
  const addresses: string[] = [];
  if (browser === null) return addresses;
  const open = browser.newContext.bind(browser);
  browser.newContext = async (options) => {
    const context = await open(options);
    context.on('request', (request) => addresses.push(`${request.method()} ${request.url()}`));
    context.on('page', (page) => page.on('framenavigated', (frame) => addresses.push(frame.url())));
    return context;
  };
  return addresses;
}

/** What `health` holds off the ledger, opened with the vault's key: documents by kind, lines of the access log, commitments that wait. */
export function openedVault(dataDir: string): ReadonlyMap<string, string> {
  const folder = join(dataDir, 'vault');
  const keys = openKeyRing(folder, undefined);
  const db = openHealthDb(join(folder, 'health.db'));
  try {
    const docs = openHealthDocs(db, keys);
    const opened = healthDocKinds.map((kind): [string, string] => [kind, JSON.stringify(docs.all(kind))]);
    const entries = db.prepare('SELECT patient, sealed, previous FROM access').all();
    const lines = entries.map(({ patient, sealed, previous }) =>
      keys.open(`patient:${String(patient)}`, String(sealed), `daunguon/access/v1 ${String(previous)}`),
    );
    return new Map([...opened, ['access', lines.join('\n')], ['waiting', JSON.stringify(openWaiting(db, keys).all())]]);
  } finally {
    db.close();
    keys.close();
  }
}

/** Plants a text in a database so that its pages cut it in two: the file's bytes have it nowhere whole. */
export function plantAcrossPages(file: string, text: string): void {
  const db = new DatabaseSync(file);
  db.exec('CREATE TABLE planted (value TEXT)');
  // Of a value of 5.5 kB the end fills a page of 4096 bytes but for the four that name the next: it begins within the text.
  const after = 4092 - Math.floor(Buffer.byteLength(text) / 2);
  db.prepare('INSERT INTO planted VALUES (?)').run('x'.repeat(1500) + text + 'x'.repeat(after));
  db.close();
  if (readFileSync(file).includes(text)) throw new Error('no page ends within the text');
}
