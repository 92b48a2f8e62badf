import { baseChaincode, startTestNetwork } from '../../test-network/src/node/network-fixture.ts';
import { inParallel, measurement, type Measurement } from './measurement.ts';

const width = 32;
const [warmUp, count] = [100, 1500];
const first = 'AgriMSP';

/** Transactions a second of a chaincode that writes one key, by Fabric's own client at one peer. */
async function rateOf(organisations: readonly string[], endorsementPolicy?: string): Promise<number> {
  const chaincode = baseChaincode({ collections: [], ...(endorsementPolicy && { endorsementPolicy }) });
  const network = await startTestNetwork({ chaincodes: [chaincode], organisations });
  try {
    const contract = network.connect(first).getContract(chaincode.name);
    const put = (prefix: string) => async (index: number) =>
      void (await contract.submitTransaction('put', `${prefix}${index}`, 'value'));
    await inParallel(warmUp, width, put('warm'));
    return count / (await inParallel(count, width, put('key')));
  } finally {
    await network.stop();
  }
}

/** What four organisations cost: the embedded network with three endorsements and three consenters' signatures, beside itself with one of each. */
export async function oneOrganisation(): Promise<Measurement> {
  const all = await rateOf([first, 'EduMSP', 'HealthMSP', 'TechMSP']);
  return measurement({
    name: 'one-organisation',
    value: all,
    unit: 'tx/s that write one key, four organisations, three endorsements',
    other: { name: 'tx/s with one organisation, one endorsement', value: await rateOf([first], `OR('${first}.peer')`) },
  });
}
