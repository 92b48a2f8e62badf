/** The agent of a facility is killed in the middle of each thing that it does; it loses nothing, and does nothing twice. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, jest } from '@jest/globals';
import {
  masterKey,
  openClinicStore,
  prepareBundle,
  sendPrepared,
  type ClinicStore,
  type Received,
} from '@daunguon/clinic';
import { derivedId } from '@daunguon/proof';
import { inLongRun } from '../../../network/testing/long-run.ts';
import { freshId, sharedSystem, type System } from '../system.ts';
import {
  agentProcess,
  openClinic,
  seedId,
  take,
  until,
  untilCommitted,
  type AgentProcess,
  type Clinic,
} from './clinic-agents.ts';
import { holdingProxy, type HeldWhen, type HoldingProxy } from './holding-proxy.ts';

jest.setTimeout(240_000);

const testInFull = inLongRun();
let system: System;
let other: Clinic;
let proxy: HoldingProxy;
let patient: string;
let facility: Pick<Clinic, 'unit' | 'login'>;
const dataDir = mkdtempSync(join(tmpdir(), 'clinic-killed-'));
const folder = mkdtempSync(join(tmpdir(), 'watched-'));

beforeAll(async () => {
  system = await sharedSystem();
  other = await openClinic(system, 'a');
  await other.agent.tick();
  proxy = await holdingProxy(system.gateway);
  patient = seedId(system, 'patient-code');
  facility = { unit: seedId(system, 'unit-clinic-c'), login: 'clinic-c' };
  mkdirSync(join(folder, patient));
});
afterAll(async () => {
  proxy?.close();
  other?.agent.store.close();
  await system?.stop();
  for (const one of [dataDir, folder]) rmSync(one, { recursive: true, force: true });
});

const start = (...args: string[]): Promise<AgentProcess> =>
  agentProcess(system, facility, args, {
    ...{ DN_CLINIC_GATEWAY: proxy.url, DN_CLINIC_DATA: dataDir, DN_CLINIC_FOLDER: folder },
  });
/** What lies on the agent's disk, read as a second process would. */
const onDisk = <Value>(read: (store: ClinicStore) => Value): Value => {
  const store = openClinicStore(dataDir, masterKey(dataDir));
  try {
    return read(store);
  } finally {
    store.close();
  }
};
let count = 0;
const write = (): string => {
  const path = join(folder, patient, `d${(count += 1)}.json`);
  writeFileSync(path, `{"resourceType":"Composition","date":"2026-02-01","title":"${count}"}`);
  return path;
};
/** Runs an agent until something is so, then ends it. */
async function runUntil<Value>(
  what: string,
  ask: () => Value | undefined | Promise<Value | undefined>,
): Promise<Value> {
  const agent = await start('run');
  try {
    return await until(ask, what);
  } finally {
    await agent.kill();
  }
}
const committedFile = async (): Promise<string> => {
  const before = new Set(onDisk((store) => store.inState('committed').map(({ id }) => id)));
  write();
  return runUntil('committed', () =>
    onDisk((store) => store.inState('committed').find(({ id }) => !before.has(id))?.id),
  );
};
const lines = async (act: string, about: Readonly<Record<string, string>>): Promise<number> => {
  const { body } = await system.get(`/api/health/access-log?patient=${patient}`, 'patient');
  const items = body['items'] as unknown as { entry: Record<string, string> }[];
  return items.filter(({ entry }) => entry['act'] === act && Object.entries(about).every(([k, v]) => entry[k] === v))
    .length;
};
const consentTo = async (grantee: string): Promise<string> => {
  const [id, now] = [freshId(), Date.now()];
  const period = { from: new Date(now - 60_000).toISOString(), until: new Date(now + 86_400_000).toISOString() };
  const terms = { patient, grantee, purpose: 'treatment', classes: ['summary'], ...period };
  const { status } = await system.post('/api/health/consents', { requestId: freshId(), id, ...terms }, 'patient');
  expect(status).toBe(201);
  return id;
};
/** Starts the work, waits until its request is held, and kills the agent there. */
async function killedAt(path: string, when: HeldWhen, ...args: string[]): Promise<void> {
  const held = proxy.hold(path, when);
  const agent = await start(...args);
  // Held, not ended by itself: the kill lands in the middle of this request.
  await Promise.race([held, agent.ended]);
  expect([agent.child.exitCode, agent.output()]).toEqual([null, expect.not.stringContaining('Error')]);
  expect(await agent.kill()).toBe('SIGKILL');
}
const record = async (id: string): Promise<Record<string, unknown> | undefined> =>
  (await system.get(`/api/health/commitments/${id}`, 'clinic-c')).body['record'] as Record<string, unknown> | undefined;

const moments: readonly HeldWhen[] = ['before', 'after'];
describe.each(moments)('killed %s the gateway has carried out', (when) => {
  testInFull('a commitment: the record is on disk, and comes to the ledger as one', async () => {
    const known = proxy.sent.get('/api/health/commitments')?.size ?? 0;
    write();
    await killedAt('/api/health/commitments', when, 'run');
    const [staged] = onDisk((store) => store.inState('staged'));
    expect(staged?.patient).toBe(patient);
    await runUntil('committed', () =>
      onDisk((store) => (store.record(staged!.id)?.state === 'committed' ? true : undefined)),
    );
    expect(await record(staged!.id)).toMatchObject({ version: 1, status: 'active' });
    expect(proxy.sent.get('/api/health/commitments')?.size).toBe(known + 1);
  });

  testInFull('a bundle on its way: it waits in the outbox, and is sent as one', async () => {
    const [id, consent] = [await committedFile(), await consentTo(other.unit)];
    await killedAt('/api/health/exchanges', when, 'send', id, '--to', other.unit, '--consent', consent);
    const [waiting, ...more] = onDisk((store) => store.tasks<{ id: string; jwe: string }>('outbox'));
    expect([waiting?.jwe.split('.').length, more]).toEqual([5, []]);
    const exchange = waiting!.id;
    await runUntil('sent', () => onDisk((store) => (store.tasks('outbox').length === 0 ? true : undefined)));
    await other.agent.tick();
    expect(other.agent.store.content<Received>(exchange).check).toMatchObject({
      authenticity: 'authentic',
      match: 'exact',
    });
    expect([await lines('send', { exchange }), await lines('receive', { exchange })]).toEqual([1, 1]);
  });

  testInFull.each(['pick-up', 'acknowledge'])(
    'a bundle that arrives, at its %s: it is kept, and received as one',
    async (step) => {
      const { store, gateway } = other.agent;
      const sent = await take(other, patient, `{"resourceType":"Basic","id":"${freshId()}"}`);
      await untilCommitted(other);
      await until(async () => ((await system.get(`/r/${sent}`)).status === 200 ? true : undefined), 'proven');
      const consent = await consentTo(facility.unit);
      const exchange = await prepareBundle(store, gateway, {
        ...{ record: sent, to: facility.unit, purpose: 'treatment', classes: ['summary'], consent },
      });
      await sendPrepared(store, gateway, exchange);
      await killedAt(`/api/health/exchanges/${step}`, when, 'run');
      const begun = onDisk((disk) => disk.task<{ parcel?: unknown }>('pick-up', exchange));
      expect(begun).toBeDefined();
      // What was handed out once is on disk before anything else happens to it.
      if (step === 'acknowledge') expect(begun?.parcel).toBeDefined();
      await runUntil('received', () =>
        onDisk((disk) => (disk.task('pick-up', exchange) === undefined ? true : undefined)),
      );
      const { check, receipt } = onDisk((disk) => disk.content<Received>(exchange));
      expect([check.match, receipt]).toEqual(['exact', expect.objectContaining({ saltSeed: expect.any(String) })]);
      expect(await lines('receive', { exchange })).toBe(1);
      const acknowledged = { requestId: freshId(), id: exchange };
      const again = await system.post('/api/health/exchanges/pick-up', acknowledged, 'clinic-c');
      expect(again.body['code']).toBe('health/picked-up');
    },
  );

  testInFull('an erasure: it is asked for on disk, and done once', async () => {
    const id = await committedFile();
    await killedAt('/api/health/erasures', when, 'erase', id);
    expect(onDisk((store) => [store.task('erasure', id) !== undefined, store.record(id)?.state])).toEqual([
      true,
      'committed',
    ]);
    await runUntil('released', () => onDisk((store) => (store.tasks('erasure').length === 0 ? true : undefined)));
    expect(() => onDisk((store) => store.content(id))).toThrow('erased');
    expect(await record(id)).toMatchObject({ version: 2, status: 'erased' });
    expect((await system.get(`/r/${derivedId('act', id, 2)}/story`)).status).toBe(200);
    expect(await lines('erase', { record: id })).toBe(1);
  });
});

testInFull('killed at any moment of its start and work, it loses no file and sends none twice', async () => {
  const known = new Set(proxy.sent.get('/api/health/commitments'));
  const before = new Set(onDisk((store) => store.inState('committed').map(({ id }) => id)));
  for (let n = 0; n < 8; n += 1) write();
  const fresh = (): readonly string[] =>
    onDisk((store) => store.inState('committed').flatMap(({ id }) => (before.has(id) ? [] : [id])));
  let inTheMiddle = 0;
  // Each ends at another point of its work.
  for (const afterMs of [0, 200, 500, 800, 1200]) {
    const agent = await start('run');
    await agent.ready;
    await new Promise((resolve) => setTimeout(resolve, afterMs));
    const isAtWork = fresh().length < 8 && agent.child.exitCode === null;
    expect(await agent.kill()).toBe('SIGKILL');
    if (isAtWork) inTheMiddle += 1;
  }
  expect(inTheMiddle).toBeGreaterThanOrEqual(3);
  await runUntil('all committed', () => (fresh().length === 8 ? true : undefined));
  const sent = [...(proxy.sent.get('/api/health/commitments') ?? [])].filter((id) => !known.has(id));
  expect(sent.toSorted()).toEqual(fresh().toSorted());
  for (const id of fresh()) expect(await record(id)).toMatchObject({ version: 1, status: 'active' });
});
