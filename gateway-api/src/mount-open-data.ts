import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { vietnamDate } from '@daunguon/records';
import type { Deps } from './deps.ts';
import { createAnchoring } from './opendata/anchoring.ts';
import type { OpenDataParts } from './opendata/open-data-routes.ts';
import { publishChanged, type CoveringLog, type Published } from './opendata/publish.ts';
import { SnapshotStore } from './opendata/snapshot-store.ts';
import type { SubjectKeys } from './vault/subject-keys.ts';
import type { Vault } from './vault/vault.ts';

/** How often it is looked whether a day has begun in Việt Nam, and whether files wait for the ledger. */
const running = { now: Date.now, tickMs: 300_000 };

/** Open data: versions once a day where something changed, their files onto the ledger; tests tick themselves (`tickMs` 0). */
export function mountOpenData(
  { config, store, ledger }: Pick<Deps, 'config' | 'store' | 'ledger'>,
  vault: Pick<Vault, 'get'>,
  keys: Pick<SubjectKeys, 'seal' | 'open' | 'tag'>,
  log: CoveringLog,
  { now, tickMs } = running,
): { readonly parts: OpenDataParts; tick(): Promise<void>; stop(): Promise<void> } {
  const dir = join(config.dataDir, 'opendata');
  mkdirSync(dir, { recursive: true });
  const snapshots = new SnapshotStore(dir);
  const { issuer } = config;
  const file = join(dir, 'attester.json');
  const anchoring = createAnchoring({ file, store, ledger, vault, keys, issuer, snapshots });
  let publishing: Promise<Published> | undefined;
  const publish = (): Promise<Published> => {
    publishing ??= publishChanged({ store, log, snapshots, now }).finally(() => (publishing = undefined));
    return publishing;
  };
  let doneOn = '';
  const tick = async (): Promise<void> => {
    try {
      const today = vietnamDate(now());
      if (today !== doneOn && (await publish()).state === 'published') doneOn = today;
      await anchoring.round();
    } catch (error) {
      console.error('open data: tried again later', error);
    }
  };
  let ticking: Promise<void> = Promise.resolve();
  const timer = tickMs === 0 ? undefined : setInterval(() => (ticking = tick()), tickMs).unref();
  return {
    parts: { snapshots, anchoring, publish, now },
    tick,
    stop: async (): Promise<void> => {
      clearInterval(timer);
      await ticking;
    },
  };
}
