import { rememberedDefinitions } from '../lifecycle/lifecycle-definition.ts';
import type { ChaincodeDefinition } from '../types.ts';
import type { StateReader } from './state-store.ts';

/** Where a ledger knows chaincodes from: given at its birth, or committed by the channel's own `_lifecycle` transactions. */
export type DefinitionSource = readonly ChaincodeDefinition[] | 'lifecycle';

export const definitionReader = (
  source: DefinitionSource,
  state: Pick<StateReader, 'get'>,
): ((chaincode: string) => ChaincodeDefinition | undefined) => {
  if (source === 'lifecycle') return rememberedDefinitions(state);
  const definitions = new Map(source.map((definition) => [definition.name, definition]));
  return (chaincode) => definitions.get(chaincode);
};
