/** What an organisation owns needs its own peer: three others, a quorum of everything else, neither create nor change it. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startClientNetwork, type ClientNetwork } from '../fixtures/client-network.ts';
import { freshId } from '../system.ts';

const valid = 0;
/** peer.TxValidationCode ENDORSEMENT_POLICY_FAILURE. */
const policyFailure = 10;
const threeOthers = ['EduMSP', 'HealthMSP', 'TechMSP'];
const withOwner = ['AgriMSP', 'EduMSP', 'TechMSP'];

let testNetwork: ClientNetwork;

/** Submits as the administrator of `actor`, endorsed by exactly these peers; the code that validation gave. */
const submit = async (actor: string, name: string, command: object, endorsers?: string[]): Promise<number> => {
  const [transaction = '', contractName = 'Registry'] = name.split(':').reverse();
  const contract = testNetwork.connect('TechMSP', actor).getContract('records', contractName);
  const proposal = contract.newProposal(transaction, {
    arguments: [JSON.stringify({ requestId: freshId(), ...command })],
    ...(endorsers && { endorsingOrganizations: endorsers }),
  });
  const submitted = await (await proposal.endorse()).submit();
  return (await submitted.getStatus()).code;
};
const exists = async (id: string): Promise<boolean> =>
  testNetwork
    .connect('TechMSP')
    .getContract('records', 'Registry')
    .evaluateTransaction('Get', JSON.stringify({ id }))
    .then(
      () => true,
      (error: Error) => {
        if (!JSON.stringify(error).includes('record-not-found')) throw error;
        return false;
      },
    );
const unit = () => ({ id: freshId(), name: 'HTX Xuân Định', kind: 'cooperative', commune: '26068' });
const accreditation = (of: string) => ({
  ...{ id: freshId(), unit: of, may: ['origin:harvest'] },
  ...{ from: '2026-01-01T00:00:00Z', until: '2030-01-01T00:00:00Z' },
});
const owned = unit();
const granted = accreditation(owned.id);

beforeAll(async () => {
  testNetwork = await startClientNetwork('records');
  const organisation = { id: freshId(), mspId: 'AgriMSP', name: 'Sở Nông nghiệp và Môi trường' };
  expect(await submit('AgriMSP', 'RegisterOrganisation', organisation)).toBe(valid);
  expect(await submit('AgriMSP', 'RegisterUnit', owned)).toBe(valid);
  expect(await submit('AgriMSP', 'GrantAccreditation', granted)).toBe(valid);
}, 60_000);
afterAll(async () => testNetwork?.stop());

test('three other organisations cannot create a unit or an accreditation of it', async () => {
  const forged = unit();
  expect(await submit('AgriMSP', 'RegisterUnit', forged, threeOthers)).toBe(policyFailure);
  expect(await exists(forged.id)).toBe(false);
  const grant = accreditation(owned.id);
  expect(await submit('AgriMSP', 'GrantAccreditation', grant, threeOthers)).toBe(policyFailure);
  expect(await exists(grant.id)).toBe(false);
});

test('three other organisations cannot change an accreditation, the owner and two others can', async () => {
  const suspension = { id: granted.id, reason: 'Vi phạm' };
  expect(await submit('AgriMSP', 'SuspendAccreditation', suspension, threeOthers)).toBe(policyFailure);
  expect(await submit('AgriMSP', 'SuspendAccreditation', suspension, withOwner)).toBe(valid);
});

test('the gateway finds the endorsers by itself, also at a peer that is not the owner’s', async () => {
  const grant = accreditation(owned.id);
  expect(await submit('AgriMSP', 'GrantAccreditation', grant)).toBe(valid);
  expect(await exists(grant.id)).toBe(true);
});

test('the same three are enough for what nobody among the absent owns', async () => {
  const school = { ...unit(), kind: 'school', name: 'Trường THPT' };
  expect(await submit('EduMSP', 'RegisterUnit', school, threeOthers)).toBe(valid);
  expect(await exists(school.id)).toBe(true);
});

test('the rules by which stars are given are the agriculture department’s too', async () => {
  const rules = {
    ...{ id: freshId(), from: '2025-07-06', weights: { a: 40, b: 25, c: 35 }, bands: [{ stars: 3, from: 50 }] },
    ...{ nationalStars: 5, combine: 'mean', minMembers: 3, validityMonths: 36, noticeDays: 30, decision: '148/QĐ-TTg' },
  };
  expect(await submit('AgriMSP', 'Ocop:SetRatingRules', rules, threeOthers)).toBe(policyFailure);
  expect(await exists(rules.id)).toBe(false);
  expect(await submit('AgriMSP', 'Ocop:SetRatingRules', rules, withOwner)).toBe(valid);
});
