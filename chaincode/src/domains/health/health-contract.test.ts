import { beforeEach, describe, expect, test } from '@jest/globals';
import { derivedId } from '@daunguon/proof';
import { healthBodies, parseDomainError, recordKey, type healthCommands } from '@daunguon/records';
import { idOf, MemoryChain, person, type Person } from '../../contract-fixtures.ts';
import { RegistryContract } from '../registry/registry-contract.ts';
import { HealthContract } from './health-contract.ts';
import { HealthSaltsContract } from './health-salts-contract.ts';

const [health, salts, registry] = [new HealthContract(), new HealthSaltsContract(), new RegistryContract()];
const department: Person = { msp: 'HealthMSP', attributes: {}, subject: '/OU=admin/CN=x' };
const registrar: Person = { msp: 'HealthMSP', attributes: { 'dn.role': 'registrar' } };
const clinic = person('clinic', 'C1', 'HealthMSP');
let chain: MemoryChain;
let count = 0;
const request = (): { requestId: string } => ({ requestId: idOf(`Q${(count += 1)}`) });
const tx = (who: Person, name: keyof typeof healthCommands, command: object) =>
  chain.run(who, (ctx, json) => health[name](ctx, json), { ...request(), ...command });
const refusal = (attempt: Promise<unknown>): Promise<string | undefined> =>
  attempt.then(
    () => 'accepted',
    (error: Error) => parseDomainError(`chaincode response 500, ${error.message}`)?.code ?? error.message,
  );
const state = (id: string) => JSON.parse(chain.state.get(recordKey(id)) ?? '{}') as Record<string, unknown>;
const rows = Array.from({ length: 64 }, (_, n) => ({ id: idOf(`R${n}`), commitment: 'ab'.repeat(32) }));
/** For transactions that answer nothing. */
const run = (who: Person, name: 'Keep' | 'Purge', transient: object) =>
  chain.run(who, (ctx) => salts[name](ctx).then(() => 'null'), '', transient as Record<string, unknown>);
const read = (who: Person, id: string) =>
  chain.run(who, async (ctx, json) => JSON.stringify({ salt: await salts.Read(ctx, json) }), { id });

beforeEach(async () => {
  chain = new MemoryChain();
  const unit = { id: idOf('C1'), name: 'Trạm y tế (mẫu)', kind: 'clinic', commune: '26041' };
  await chain.run(registrar, (ctx, json) => registry.RegisterUnit(ctx, json), { ...request(), ...unit });
  const period = { from: '2026-01-01T00:00:00Z', until: '2027-01-01T00:00:00Z' };
  const grant = { ...request(), id: idOf('A1'), unit: idOf('C1'), may: ['health:record'], ...period };
  await chain.run(registrar, (ctx, json) => registry.GrantAccreditation(ctx, json), grant);
});

test('a batch: the ledger’s values name no facility, and the salts are not in it', async () => {
  await tx(department, 'CommitBatch', { batch: idOf('B1'), commitments: rows });
  expect(state(idOf('R5'))).toEqual({
    ...{ id: idOf('R5'), type: 'health/commitment', version: 1, status: 'active', owner: '' },
    ...{ commitment: 'ab'.repeat(32), facets: { batch: idOf('B1') }, ts: chain.now },
    by: { msp: 'HealthMSP', unit: '', role: 'admin', signing: 'own' },
  });
  expect([...chain.state.keys()].filter((key) => key.startsWith('r/'))).toHaveLength(64 + 2);
  expect(await refusal(tx(clinic, 'CommitBatch', { batch: idOf('B2'), commitments: rows }))).toBe(
    'health/not-department',
  );
  expect(await refusal(tx(department, 'CommitBatch', { batch: idOf('B2'), commitments: rows.slice(1) }))).toBe(
    'registry/invalid-command',
  );
});

describe('salts', () => {
  const saltSeed = 'cd'.repeat(32);

  test('go to the private collection, are read by the department, and are purged', async () => {
    await run(department, 'Keep', { salts: [{ id: idOf('R1'), saltSeed }] });
    expect(await read(department, idOf('R1'))).toEqual({ salt: saltSeed });
    expect([...chain.state.values()].join()).not.toContain(saltSeed);
    await run(department, 'Purge', { ids: [idOf('R1')] });
    expect(await read(department, idOf('R1'))).toEqual({ salt: '' });
  });

  test('are nobody else’s', async () => {
    expect(await refusal(run(clinic, 'Keep', { salts: [{ id: idOf('R1'), saltSeed }] }))).toBe('health/not-department');
    expect(await refusal(run(clinic, 'Purge', { ids: [idOf('R1')] }))).toBe('health/not-department');
    expect(await refusal(read(clinic, idOf('R1')))).toBe('health/not-department');
    expect(await refusal(run(department, 'Keep', { salts: [] }))).toBe('registry/invalid-command');
  });
});

test('an erasure leaves a receipt that is found from record and version', async () => {
  await tx(department, 'CommitBatch', { batch: idOf('B1'), commitments: rows });
  const command = { ids: [idOf('R1'), idOf('R2')], purge: 'ef'.repeat(32) };
  await tx(department, 'Erase', command);
  expect(state(idOf('R1'))).toMatchObject({ version: 2, status: 'erased' });
  for (const id of command.ids) {
    const receipt = state(derivedId('act', id, 2));
    expect(receipt).toMatchObject({ type: 'health/erasure', status: 'active' });
    expect(healthBodies['health/erasure'].parse(receipt['body'])).toEqual({ purge: 'ef'.repeat(32) });
  }
  expect(await refusal(tx(department, 'Erase', command))).toBe('health/status-final');
});

test('keys of facilities, and days of the access log', async () => {
  const jwk = { kty: 'EC', crv: 'P-256', x: 'a'.repeat(43), y: 'b'.repeat(43) };
  const key = { id: idOf('K1'), use: 'seal', jwk, validFrom: chain.now, validUntil: '2027-01-01T00:00:00Z' };
  await tx(clinic, 'RegisterKey', key);
  expect(state(idOf('K1'))).toMatchObject({ owner: idOf('C1'), body: { unit: idOf('C1'), use: 'seal' } });
  await tx(department, 'RecordAccessRoot', { id: idOf('D1'), day: '2026-11-23', root: 'ab'.repeat(32) });
  const again = { id: idOf('D2'), day: '2026-11-23', root: 'cd'.repeat(32) };
  expect(await refusal(tx(department, 'RecordAccessRoot', again))).toBe('health/root-known');
});
