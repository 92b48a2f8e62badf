import { rememberedDefinitions } from '../lifecycle/lifecycle-definition.ts';
import type { ChaincodeDefinition } from '../types.ts';
import type { StateReader } from './state-store.ts';

/** Where a ledger knows chaincodes from, until a `_lifecycle` transaction defines them anew: given at its birth, or from nowhere. */
export type DefinitionSource = readonly ChaincodeDefinition[] | 'lifecycle';

export const definitionReader = (
  source: DefinitionSource,
  state: Pick<StateReader, 'get'>,
): ((chaincode: string) => ChaincodeDefinition | undefined) => {
  const committed = rememberedDefinitions(state);
  const given = source === 'lifecycle' ? [] : source;
  return (chaincode) => committed(chaincode) ?? given.find(({ name }) => name === chaincode);
};
