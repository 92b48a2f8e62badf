/** How `_lifecycle` keeps a structure in the state: a key for each field, written only where it changes (Fabric: core/chaincode/lifecycle/serializer.go). */
import { peer } from '@hyperledger/fabric-protos';
import { field, integerField, varint } from '../node/wire.ts';
import { sha256 } from '../rwset/rwset-builder.ts';

/** Public state, or an organisation's implicit collection. */
export interface FieldState {
  get(key: string): Buffer | undefined;
  put(key: string, value: Buffer): void;
  delete(key: string): void;
}

/** A structure of a given type; every field is the encoding of a lifecycle.StateData. */
export interface Structure {
  readonly type: 'ChaincodeDefinition' | 'ChaincodeParameters' | 'ChaincodeLocalPackage';
  readonly fields: readonly (readonly [name: string, data: Buffer])[];
}

export type Space = 'namespaces' | 'chaincode-sources';

export const metadataKey = (space: Space, name: string): string => `${space}/metadata/${name}`;
export const fieldKey = (space: Space, name: string, fieldName: string): string =>
  `${space}/fields/${name}/${fieldName}`;

/** lifecycle.StateData; a value of nothing is written all the same, as in every oneof. */
export const stateData = {
  integer: (value: number): Buffer => (value === 0 ? Buffer.concat([varint(8), varint(0)]) : integerField(1, value)),
  bytes: (value: Uint8Array): Buffer => field(2, value),
  text: (value: string): Buffer => field(3, Buffer.from(value)),
};

/** lifecycle.StateMetadata */
const metadataOf = ({ type, fields }: Structure): Buffer =>
  Buffer.concat([field(1, Buffer.from(type)), ...fields.map(([name]) => field(2, Buffer.from(name)))]);

export const readMetadata = (
  state: Pick<FieldState, 'get'>,
  space: Space,
  name: string,
): peer.lifecycle.StateMetadata | undefined => {
  const bytes = state.get(metadataKey(space, name));
  return bytes && peer.lifecycle.StateMetadata.deserializeBinary(bytes);
};

export const readField = (
  state: Pick<FieldState, 'get'>,
  space: Space,
  name: string,
  fieldName: string,
): peer.lifecycle.StateData =>
  peer.lifecycle.StateData.deserializeBinary(state.get(fieldKey(space, name, fieldName)) ?? Buffer.alloc(0));

/** Writes what differs from what is there. */
export const writeStructure = (state: FieldState, space: Space, name: string, structure: Structure): void => {
  const metadata = readMetadata(state, space, name);
  const known = new Map(
    (metadata?.getFieldsList() ?? []).map((each) => [each, state.get(fieldKey(space, name, each))] as const),
  );
  for (const [fieldName, data] of structure.fields) {
    if (!known.get(fieldName)?.equals(data)) state.put(fieldKey(space, name, fieldName), data);
    known.delete(fieldName);
  }
  const isSame =
    metadata?.getDatatype() === structure.type && metadata.getFieldsList().length === structure.fields.length;
  if (known.size > 0 || !isSame) state.put(metadataKey(space, name), metadataOf(structure));
  for (const fieldName of known.keys()) state.delete(fieldKey(space, name, fieldName));
};

/** Names of the fields whose hashes are others; the structure's type where it is not there at all. */
export const mismatches = (
  hashOf: (key: string) => Buffer | undefined,
  space: Space,
  name: string,
  structure: Structure,
): string[] => {
  const isThere = (key: string, data: Buffer): boolean => hashOf(key)?.equals(sha256(data)) ?? false;
  const found = structure.fields.map(
    ([fieldName, data]) => [fieldName, isThere(fieldKey(space, name, fieldName), data)] as const,
  );
  if (!isThere(metadataKey(space, name), metadataOf(structure))) return [structure.type];
  return found.flatMap(([fieldName, same]) => (same ? [] : [fieldName]));
};
