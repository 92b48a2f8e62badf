/** Started and killed by a test: a worker of webhooks on its own files, which sends until it dies. */
import { join } from 'node:path';
import { changeFeed } from '../exchange/change-feed.ts';
import { openExchangeDb } from '../exchange/exchange-db.ts';
import { openPartnerStore } from '../exchange/partner-store.ts';
import { openSqliteStore } from '../index-store/sqlite-store.ts';
import { collections } from '../project-block.ts';
import { openSubjectKeys } from '../vault/subject-keys.ts';
import { backOff } from './back-off.ts';
import { changeSource } from './change-source.ts';
import { postOnce } from './post-once.ts';
import { resolveHost } from './receiver-address.ts';
import { openWebhookStore } from './webhook-store.ts';
import { createWebhookWorker } from './webhook-worker.ts';

const folder = process.argv[2] ?? '';
const store = openSqliteStore(join(folder, 'index.db'), collections);
const db = openExchangeDb(join(folder, 'vault', 'exchange.db'));
const keys = openSubjectKeys(join(folder, 'vault', 'subject-keys.db'), Buffer.alloc(32, 9));
const [partners, webhooks] = [openPartnerStore(db), openWebhookStore(db, keys)];
const changes = changeSource(changeFeed(store, 'https://nguon.example.vn'), partners);
const worker = createWebhookWorker({
  ...{ store: webhooks, sources: { changes, reports: changes, epcis: changes }, backOff: { ...backOff, firstMs: 1 } },
  ...{ permitted: () => true, delivered: () => undefined, now: Date.now, random: Math.random },
  post: (url, headers, body) => postOnce(url, headers, body, { loopback: true, resolve: resolveHost, timeoutMs: 5000 }),
});
// Whoever started it may be gone before it was killed.
process.stdin.resume().on('close', () => process.exit());
process.stdout.write('started\n');
for (;;) {
  await worker.tick();
  await new Promise((done) => setTimeout(done, 5));
}
