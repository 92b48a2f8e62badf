import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JsonObject } from '@daunguon/formats/epcis';
import { newId } from '@daunguon/proof';
import { DomainError } from '@daunguon/records';
import { createCaptureWorker, type CaptureCommand, type SubmitEvents } from './capture-worker.ts';
import { openSubjectKeys } from '../vault/subject-keys.ts';
import { eventSealing } from './event-sealing.ts';
import { openEventStore, type ErrorBehaviour, type EventStore } from './event-store.ts';
import { prepareDocument } from './prepare-events.ts';

const sealing = eventSealing(openSubjectKeys(':memory:', Buffer.alloc(32, 7)));
let folder: string;
let store: EventStore;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'daunguon-capture-'));
  store = openEventStore(join(folder, 'epcis.db'), sealing);
});
afterEach(() => {
  store.close();
  rmSync(folder, { recursive: true });
});

const unit = newId(new Uint8Array(16).fill(1));
const job = newId(new Uint8Array(16).fill(2));
const begin = (count: number, behaviour: ErrorBehaviour): void => {
  const event = (number: number): JsonObject => ({
    ...{ type: 'ObjectEvent', eventTime: '2026-11-24T08:00:00Z', eventTimeZoneOffset: '+07:00', action: 'OBSERVE' },
    epcList: [`urn:x:${number}`],
  });
  const document = {
    ...{ '@context': [], type: 'EPCISDocument', schemaVersion: '2.0', creationDate: '2026-11-24T08:00:00Z' },
    epcisBody: { eventList: Array.from({ length: count }, (_, number) => event(number)) },
  };
  const now = new Date('2026-11-24T09:00:00Z');
  const { events } = prepareDocument(document, { unit, communes: new Map(), secret: store.secret, now });
  store.begin({ id: job, actor: '["i","s"]', unit, behaviour, createdAt: now.toISOString(), errors: [] }, events);
};
const restart = (): void => {
  store.close();
  store = openEventStore(join(folder, 'epcis.db'), sealing);
};

/** Keeps what it was sent as the chaincode does: a request id is answered with its first result. */
const ledger = () => {
  const requests = new Map<string, CaptureCommand>();
  const events: string[] = [];
  const submit: SubmitEvents = async (_actor, command) => {
    const first = requests.get(command.requestId);
    if (first !== undefined) {
      expect(command).toEqual(first);
      return;
    }
    requests.set(command.requestId, command);
    events.push(...command.events.map(({ id }) => id));
  };
  return { submit, events };
};

test('a gateway that ends right after the commit, at any transaction, loses no event and doubles none', async () => {
  begin(250, 'proceed');
  const { submit, events } = ledger();
  // The answer never arrives, and the process ends: what it knows is that it meant to send.
  const cut = createCaptureWorker(store, async (actor, command) => {
    void cut.stop();
    await submit(actor, command);
    throw new Error('no answer');
  });
  await cut.run(job);
  restart();
  expect(store.waiting(job, 1000).length).toBe(250);
  // The answer of the repeated request arrives, and the process ends before the next.
  const one = createCaptureWorker(store, async (actor, command) => {
    void one.stop();
    await submit(actor, command);
  });
  await one.run(job);
  restart();
  expect(store.waiting(job, 1000).length).toBe(50);
  const worker = createCaptureWorker(store, submit);
  await worker.run(job);
  expect(store.job(job)).toMatchObject({ running: false, committed: 250, errors: [] });
  expect(new Set(events).size).toBe(250);
  expect(events.length).toBe(250);
});

const refusing: SubmitEvents = async (_actor, { events }) => {
  const third = events.findIndex((_, index) => events.length === 5 && index === 2);
  if (third >= 0)
    throw new DomainError('origin/batch-recalled', 'x', [{ pointer: '/events/2', detail: 'origin/batch-recalled' }]);
};
test.each<[ErrorBehaviour, number]>([
  ['rollback', 0],
  ['proceed', 4],
])('with %s, of five events with a refused one %i are captured', async (behaviour, committed) => {
  begin(5, behaviour);
  await createCaptureWorker(store, refusing).run(job);
  expect(store.job(job)).toMatchObject({
    ...{ running: false, committed },
    errors: [{ code: 'origin/batch-recalled', subject: 'x', pointer: '/epcisBody/eventList/2' }],
  });
  expect(store.waiting(job, 10)).toEqual([]);
});

test('ids of records follow from the event, and only with the secret of this store', () => {
  begin(2, 'proceed');
  const other = openEventStore(join(folder, 'other.db'), sealing);
  const [mine] = store.waiting(job, 1);
  expect(mine?.id).toMatch(/^[0-7][0-9A-HJKMNP-TV-Z]{25}$/);
  expect(Buffer.from(other.secret).equals(Buffer.from(store.secret))).toBe(false);
  expect(store.same(mine?.sameness ?? '')).toBe(mine?.id);
  other.close();
});
