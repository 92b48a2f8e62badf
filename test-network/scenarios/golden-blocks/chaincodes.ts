import { baseChaincode } from '../../src/node/network-fixture.ts';

/** The chaincodes whose transactions are in the golden blocks; their policies decide about flags. */
export const CHAINCODES = [
  baseChaincode({
    endorsementPolicy: "OutOf(3, 'AgriMSP.peer', 'EduMSP.peer', 'HealthMSP.peer', 'TechMSP.peer')",
    collections: [
      {
        name: 'growers',
        memberMspIds: ['AgriMSP', 'EduMSP', 'HealthMSP'],
        requiredPeerCount: 0,
        blockToLive: 0,
        memberOnlyRead: true,
        memberOnlyWrite: true,
      },
    ],
  }),
  baseChaincode({ name: 'other', endorsementPolicy: "AND('TechMSP.peer')" }),
];
