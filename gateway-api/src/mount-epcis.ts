import { join } from 'node:path';
import type { CommandDeps } from './domains/command-routes.ts';
import { createCaptureWorker, type CaptureWorker } from './epcis/capture-worker.ts';
import { eventCatalog, type EventCatalog } from './epcis/event-catalog.ts';
import { openEventIndex, type EventIndex } from './epcis/event-index.ts';
import { eventSealing } from './epcis/event-sealing.ts';
import { openEventStore, type EventStore } from './epcis/event-store.ts';
import type { SubjectKeys } from './vault/subject-keys.ts';
import type { Vault } from './vault/vault.ts';

export interface MountedEpcis {
  readonly events: EventStore;
  readonly eventIndex: EventIndex;
  readonly catalog: EventCatalog;
  readonly worker: CaptureWorker;
  stop(): Promise<void>;
}

/** So long an answer waits for the index. */
const indexWaitMs = 10_000;

/** Capture and query of EPCIS events. */
export function mountEpcis(deps: CommandDeps, vault: Pick<Vault, 'get'>, keys: SubjectKeys): MountedEpcis {
  const sealing = eventSealing(keys);
  const events = openEventStore(join(deps.config.dataDir, 'vault', 'epcis.db'), sealing);
  const eventIndex = openEventIndex(join(deps.config.dataDir, 'epcis-index.db'), sealing);
  const catalog = eventCatalog(deps.store, events, eventIndex);
  const worker = createCaptureWorker(events, async (actor, command) => {
    const [issuer = '', subject = ''] = JSON.parse(actor) as string[];
    const identity = vault.get(issuer, subject);
    if (identity === undefined) throw new Error('who sent this job has no ledger identity');
    const { blockNumber } = await deps.ledger.submit(identity, 'Origin:CaptureEvents', command);
    await deps.indexed(blockNumber, indexWaitMs);
  });
  return {
    ...{ events, eventIndex, catalog, worker },
    stop: async () => {
      await worker.stop();
      events.close();
      eventIndex.close();
    },
  };
}
