/** A definition goes from the one of the topology to the next sequence, as Fabric's own command line does it. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Contract } from '@hyperledger/fabric-gateway';
import { peer } from '@hyperledger/fabric-protos';
import { refusal, startTestNetwork } from '../node/network-fixture.ts';
import type { TestNetwork } from '../node/network-fixture.ts';

const { lifecycle } = peer;
const organisations = ['AgriMSP', 'EduMSP', 'HealthMSP', 'TechMSP'];

let system: TestNetwork;
beforeAll(async () => {
  system = await startTestNetwork();
}, 60_000);
afterAll(() => system.stop());

const at = (mspId: string): Contract => system.connect(mspId).getContract('_lifecycle');

/** The committed definition as it is told. */
const committed = async (): Promise<peer.lifecycle.QueryChaincodeDefinitionResult> => {
  const asked = new lifecycle.QueryChaincodeDefinitionArgs();
  asked.setName('records');
  const proposal = at('EduMSP').newProposal('QueryChaincodeDefinition', { arguments: [asked.serializeBinary()] });
  return lifecycle.QueryChaincodeDefinitionResult.deserializeBinary(await proposal.evaluate());
};

const next = <
  Args extends peer.lifecycle.ApproveChaincodeDefinitionForMyOrgArgs | peer.lifecycle.CommitChaincodeDefinitionArgs,
>(
  args: Args,
  { version = '1.1', sequence = 2 },
  known: peer.lifecycle.QueryChaincodeDefinitionResult,
): Uint8Array => {
  args.setName('records');
  args.setVersion(version);
  args.setSequence(sequence);
  args.setValidationParameter(known.getValidationParameter());
  args.setCollections(known.getCollections());
  return args.serializeBinary();
};

test('approved by each, committed by all; the next one may come after it', async () => {
  const known = await committed();
  expect([known.getSequence(), known.getVersion()]).toEqual([1, '1.0']);
  const approve = (mspId: string, change = {}): Promise<Uint8Array> =>
    at(mspId).submit('ApproveChaincodeDefinitionForMyOrg', {
      arguments: [next(new lifecycle.ApproveChaincodeDefinitionForMyOrgArgs(), change, known)],
      endorsingOrganizations: [mspId],
    });
  const commit = (): Promise<Uint8Array> =>
    at('AgriMSP').submit('CommitChaincodeDefinition', {
      arguments: [next(new lifecycle.CommitChaincodeDefinitionArgs(), {}, known)],
      endorsingOrganizations: organisations,
    });
  const said = async (work: Promise<unknown>): Promise<string> => (await refusal(work)).details[0]!.message;

  expect(await said(approve('AgriMSP', { sequence: 3 }))).toContain('larger than the next available sequence number 2');
  await approve('AgriMSP');
  expect(await said(approve('AgriMSP'))).toContain(
    'attempted to redefine uncommitted sequence (2) for namespace records',
  );
  expect(await said(commit())).toMatch(/chaincode definition not agreed to by this org/);
  for (const mspId of organisations.slice(1)) await approve(mspId);
  await commit();
  const now = await committed();
  expect([now.getSequence(), now.getVersion()]).toEqual([2, '1.1']);
  expect(organisations.map((mspId) => now.getApprovalsMap().get(mspId))).toEqual([true, true, true, true]);
  const records = system.connect('AgriMSP').getContract('records');
  await records.submitTransaction('put', 'a', '1');
  expect(system.network.ledger.verify().faults).toEqual([]);
}, 60_000);

test('only its administrator approves for an organisation', async () => {
  const stranger = system.connect('AgriMSP', 'EduMSP').getContract('_lifecycle');
  const args = next(new lifecycle.ApproveChaincodeDefinitionForMyOrgArgs(), { sequence: 3 }, await committed());
  const error = await refusal(stranger.submit('ApproveChaincodeDefinitionForMyOrg', { arguments: [args], endorsingOrganizations: ['AgriMSP'] })); // prettier-ignore
  expect(error.details[0]!.message).toContain('This identity is not an admin');
});
