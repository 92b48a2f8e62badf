/** Carbon on the embedded network: whose peer guards units, and what of commands at the same moment comes through. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { auditCarbon, sumOf } from '@daunguon/records';
import { freshId } from '../system.ts';
import { startCarbonNetwork, type CarbonNetwork } from './carbon-network.ts';

/** peer.TxValidationCode ENDORSEMENT_POLICY_FAILURE. */
const policyFailure = '10';
const retirement = (block: string) => ({
  ...{ id: freshId(), block, purpose: 'voluntary', periodFrom: '2026-01-01', periodUntil: '2026-06-30' },
  beneficiary: { name: 'Công ty Xanh', type: 'company', idHash: 'd'.repeat(64), country: 'VN' },
});
let carbon: CarbonNetwork;
let allIssued = 0n;
const issued = async (tonnes: string): Promise<string> => {
  const block = freshId();
  const issue = { id: freshId(), monitoring: await carbon.approve(tonnes), block, buffer: freshId() };
  expect(await carbon.submit('authority', 'IssueUnits', issue)).toBe('accepted');
  allIssued += BigInt(tonnes);
  return block;
};

beforeAll(async () => {
  carbon = await startCarbonNetwork();
}, 240_000);
afterAll(async () => carbon?.stop());

test('two issuances of one year at the same moment, its first, follow each other', async () => {
  const [one, two] = [await carbon.approve('30'), await carbon.approve('40')];
  const issues = [one, two].map((monitoring) => ({ id: freshId(), monitoring, block: freshId(), buffer: freshId() }));
  const said = await Promise.all(issues.map((issue) => carbon.submit('authority', 'IssueUnits', issue)));
  expect(said).toEqual(['accepted', 'accepted']);
  allIssued += 70n;
  const ranges = await Promise.all(
    issues.map(async ({ id }) => (await carbon.record(id)).body as { start: string; end: string }),
  );
  const [first, second] = ranges.sort((a, b) => Number(a.start) - Number(b.start));
  expect(Number(second?.start)).toBe(Number(first?.end) + 1);
}, 60_000);

test('three other organisations issue no units: what creates them writes a key that the authority’s peer guards', async () => {
  const issue = { id: freshId(), monitoring: await carbon.approve('20'), block: freshId(), buffer: freshId() };
  const others = ['EduMSP', 'HealthMSP', 'TechMSP'];
  expect(await carbon.submit('authority', 'IssueUnits', issue, others)).toBe(policyFailure);
  expect(await carbon.submit('authority', 'IssueUnits', issue)).toBe('accepted');
  allIssued += 20n;
}, 60_000);

test('units change with the peer of their holder’s organisation and two others, never without it', async () => {
  const block = await issued('100');
  const declared = { id: block, country: 'SG', acquirer: 'Bên mua' };
  const withoutOwner = ['EduMSP', 'HealthMSP', 'TechMSP'];
  expect(await carbon.submit('owner', 'RequestExport', declared, withoutOwner)).toBe(policyFailure);
  expect(await carbon.submit('owner', 'TransferBlock', { id: block, to: carbon.unitOf.buyer })).toBe('accepted');
  expect(await carbon.submit('buyer', 'AcceptTransfer', { id: block })).toBe('accepted');
  // From now on it is TechMSP's: AgriMSP and two others are not enough.
  const withoutBuyer = ['AgriMSP', 'EduMSP', 'HealthMSP'];
  expect(await carbon.submit('buyer', 'RetireBlock', retirement(block), withoutBuyer)).toBe(policyFailure);
  expect(await carbon.submit('buyer', 'RetireBlock', retirement(block))).toBe('accepted');
}, 60_000);

test('of ten retirements of one block at the same moment one is accepted', async () => {
  const block = await issued('50');
  const said = await Promise.all(
    Array.from({ length: 10 }, () => carbon.submit('owner', 'RetireBlock', retirement(block))),
  );
  expect(said.filter((one) => one === 'accepted')).toHaveLength(1);
  expect(new Set(said)).toEqual(new Set(['accepted', 'carbon/block-state']));
}, 60_000);

test('the audit of all of it, every version, finds nothing', async () => {
  // A step out of a last state shows in no newest version.
  const { findings, issued: units, totals } = auditCarbon(await carbon.history());
  expect(findings).toEqual([]);
  expect([units, sumOf(totals)]).toEqual([allIssued, allIssued]);
  expect(totals.retired).toBeGreaterThan(0n);
});
