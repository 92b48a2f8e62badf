import type { ChannelConfig, ChaincodeDefinition, Identity, Simulator } from '../types.ts';
import { LIFECYCLE } from './lifecycle-definition.ts';
import { mismatches, readField } from './lifecycle-state.ts';
import type { FieldState, Structure } from './lifecycle-state.ts';

export interface LifecycleCall {
  readonly args: readonly Uint8Array[];
  readonly simulator: Simulator;
  readonly config: ChannelConfig;
  /** Organisation of the peer that is asked. */
  readonly mspId: string;
  /** Who asks; they may do so on this channel. */
  readonly creator: Pick<Identity, 'mspId' | 'role'>;
  /** Definitions in force, those too that the topology gave the channel at its birth. */
  definition(chaincode: string): ChaincodeDefinition | undefined;
}

/** A refusal with the status of the chaincode's response. */
export class LifecycleRefusal extends Error {
  readonly status: number;
  constructor(message: string, status = 500) {
    super(message);
    this.status = status;
  }
}

export const publicState = ({ simulator }: LifecycleCall): FieldState => ({
  get: (key) => simulator.getState(LIFECYCLE, key),
  put: (key, value) => simulator.putState(LIFECYCLE, key, value),
  delete: (key) => simulator.deleteState(LIFECYCLE, key),
});

const collectionOf = (mspId: string): string => `_implicit_org_${mspId}`;

/** What the peer's own organisation has approved. */
export const ownState = ({ simulator, mspId }: LifecycleCall): FieldState => ({
  get: (key) => simulator.getPrivate(LIFECYCLE, collectionOf(mspId), key),
  put: (key, value) => simulator.putPrivate(LIFECYCLE, collectionOf(mspId), key, value),
  delete: (key) => simulator.deletePrivate(LIFECYCLE, collectionOf(mspId), key),
});

export const sequenceOf = (call: LifecycleCall, name: string): number =>
  readField(publicState(call), 'namespaces', name, 'Sequence').getInt64();

/** By organisation: in what its approval of this definition differs; nothing where it has given it. */
export const approvals = (
  { config, simulator }: LifecycleCall,
  name: string,
  sequence: number,
  fields: Structure['fields'],
): Map<string, string[]> =>
  new Map(
    config.mspIds.map((mspId) => [
      mspId,
      mismatches(
        (key) => simulator.getPrivateHash(LIFECYCLE, collectionOf(mspId), key),
        'namespaces',
        `${name}#${sequence}`,
        { type: 'ChaincodeParameters', fields },
      ),
    ]),
  );
