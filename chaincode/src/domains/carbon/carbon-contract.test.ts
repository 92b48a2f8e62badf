import { beforeEach, expect, test } from '@jest/globals';
import {
  auditCarbon,
  carbonBodies,
  parseDomainError,
  recordKey,
  type carbonCommands,
  type RecordState,
} from '@daunguon/records';
import { idOf, MemoryChain, type Person } from '../../contract-fixtures.ts';
import { ownerPolicy } from '../../owner-policy.ts';
import { RegistryContract } from '../registry/registry-contract.ts';
import { CarbonContract } from './carbon-contract.ts';

const [registry, carbon] = [new RegistryContract(), new CarbonContract()];
const own = (role: string, unit: string, msp: string): Person => ({
  msp,
  attributes: { 'dn.role': role, ...(unit === '' ? {} : { 'dn.unit': idOf(unit) }), 'dn.signing': 'own' },
});
const owner = own('project-owner', '0WNER', 'AgriMSP');
const buyer = own('project-owner', 'BVYER', 'TechMSP');
const verifier = own('verifier', 'VER', 'TechMSP');
const authority = own('authority', 'AVTH', 'AgriMSP');
const digest = 'd'.repeat(64);
const decision = { number: '12/QĐ', date: '2026-11-20', authority: 'Sở Nông nghiệp và Môi trường' };
let chain: MemoryChain;
let history: RecordState[];
let count = 0;

const tx = async (who: Person, name: keyof typeof carbonCommands, command: object) => {
  const result = await chain.run(who, (ctx, json) => carbon[name](ctx, json), {
    ...{ requestId: idOf(`Q${(count += 1)}`), ...command },
  });
  for (const id of result['ids'] as string[]) history.push(JSON.parse(chain.state.get(recordKey(id)) ?? '{}'));
  return result;
};
const refusal = (attempt: Promise<unknown>): Promise<string | undefined> =>
  attempt.then(
    () => 'accepted',
    (error: Error) => parseDomainError(error.message)?.code ?? error.message,
  );
const policyOf = (label: string): string =>
  Buffer.from(chain.policies.get(recordKey(idOf(label))) ?? []).toString('hex');
const guardedBy = (msp: string): string => Buffer.from(ownerPolicy(msp) ?? []).toString('hex');

beforeEach(async () => {
  chain = new MemoryChain();
  history = [];
  const units = [
    [owner, 'carbon:own', '3600000001'],
    [buyer, 'carbon:own', '3600000002'],
    [verifier, 'carbon:verify', '3600000003'],
    [authority, 'carbon:authority', '3600000004'],
  ] as const;
  for (const [who, may, taxCode] of units) {
    const office = own('registrar', '', who.msp);
    const id = who.attributes['dn.unit'] ?? '';
    await chain.run(office, (ctx, json) => registry.RegisterUnit(ctx, json), {
      ...{ requestId: idOf(`Q${(count += 1)}`), id, name: 'Đơn vị', kind: 'project-owner', commune: '25195', taxCode },
    });
    await chain.run(office, (ctx, json) => registry.GrantAccreditation(ctx, json), {
      ...{ requestId: idOf(`Q${(count += 1)}`), id: idOf(`ACC${count}`), unit: id, may: [may] },
      ...{ from: '2026-01-01T00:00:00Z', until: '2030-01-01T00:00:00Z' },
    });
  }
  await tx(owner, 'SubmitProject', {
    ...{ id: idOf('P'), code: 'DN-AF-1', name: 'Nông lâm kết hợp', methodology: 'VM0047', sector: 'AFOLU' },
    ...{ kind: 'removal-nature', commune: '25195', creditingFrom: '2020-01-01', creditingUntil: '2040-12-31' },
    ...{ bufferBps: 1000, coveredByNdc: 'inside' },
  });
  await tx(verifier, 'MoveProject', { id: idOf('P'), to: 'validated', reportDigest: digest });
  await tx(authority, 'MoveProject', { id: idOf('P'), to: 'registered', decision });
  await tx(owner, 'SubmitMonitoring', {
    ...{ id: idOf('M'), project: idOf('P'), from: '2025-01-01', until: '2025-12-31', vintage: 2025, tonnes: '1000' },
    ...{ reportDigest: digest, verifier: idOf('VER') },
  });
  await tx(verifier, 'VerifyMonitoring', { id: idOf('M'), tonnes: '1000', reportDigest: digest });
  await tx(authority, 'ApproveMonitoring', { id: idOf('M'), decision });
  const issue = { id: idOf('S'), monitoring: idOf('M'), block: idOf('B'), buffer: idOf('B0') };
  await tx(authority, 'IssueUnits', issue);
});

const state = (label: string): RecordState => JSON.parse(chain.state.get(recordKey(idOf(label))) ?? '{}');
const retire = (block: string) => ({
  ...{ id: idOf('R'), block: idOf(block), purpose: 'voluntary', periodFrom: '2026-01-01', periodUntil: '2026-06-30' },
  beneficiary: { name: 'Công ty Xanh', type: 'company', idHash: digest, country: 'VN' },
});

test('from project to certificate: what is written is what the schemas promise, and the audit finds nothing', async () => {
  await tx(owner, 'SplitBlock', { id: idOf('B'), first: '300', parts: [idOf('B1'), idOf('B2')] });
  await tx(owner, 'TransferBlock', { id: idOf('B1'), to: idOf('BVYER') });
  await tx(buyer, 'AcceptTransfer', { id: idOf('B1') });
  await tx(buyer, 'RetireBlock', retire('B1'));
  expect(state('R')).toMatchObject({
    version: 1,
    owner: idOf('BVYER'),
    body: { number: 'CN-DN-AF-1-2025-1-300', quantity: '300' },
  });
  for (const { id, type, body } of history) {
    const { error } = carbonBodies[type as keyof typeof carbonBodies].safeParse(body);
    expect([id, type, error?.issues]).toEqual([id, type, undefined]);
  }
  const report = auditCarbon(history);
  expect(report.findings).toEqual([]);
  expect([report.issued, report.totals]).toMatchObject([1000n, { active: 600n, buffer: 100n, retired: 300n }]);
});

test('units are guarded by the organisation of their holder, the pool and the counter by the authority’s', async () => {
  expect([policyOf('B'), policyOf('B0')]).toEqual([guardedBy('AgriMSP'), guardedBy('AgriMSP')]);
  expect(chain.policies.has(`a/carbon/serial/${idOf('P')}/2025`)).toBe(true);
  await tx(owner, 'TransferBlock', { id: idOf('B'), to: idOf('BVYER') });
  expect(policyOf('B')).toBe(guardedBy('AgriMSP'));
  await tx(buyer, 'AcceptTransfer', { id: idOf('B') });
  expect(policyOf('B')).toBe(guardedBy('TechMSP'));
  await tx(buyer, 'SplitBlock', { id: idOf('B'), first: '1', parts: [idOf('B1'), idOf('B2')] });
  expect([policyOf('B1'), policyOf('B2')]).toEqual([guardedBy('TechMSP'), guardedBy('TechMSP')]);
});

test('a repeated request gives its first result, and the same id with another body is refused', async () => {
  const command = { requestId: idOf('QREP1AY'), ...retire('B') };
  const first = await tx(owner, 'RetireBlock', command);
  expect(await tx(owner, 'RetireBlock', command)).toEqual(first);
  const other = { ...command, purpose: 'ndc' };
  expect(await refusal(tx(owner, 'RetireBlock', other))).toBe('registry/request-id-reused');
  expect(state('R')).toMatchObject({ version: 1, body: { purpose: 'voluntary' } });
});

test('deciding for others takes a key of one’s own', async () => {
  const custodial = { ...authority, attributes: { ...authority.attributes, 'dn.signing': 'custodial' } };
  expect(await refusal(tx(custodial, 'BlockUnits', { id: idOf('B'), reason: 'Tranh chấp' }))).toBe(
    'registry/own-key-required',
  );
});
