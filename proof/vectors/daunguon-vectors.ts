import { bytesToHex, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import { fromBase64 } from '../src/base64.ts';
import { readTrustPolicy } from '../src/bundle/trust-policy.ts';
import { canonicalize } from '../src/canonical-json.ts';
import { commitFields, fieldSalt, verifyField, type Field } from '../src/fields/field-tree.ts';
import { encodeLeaf, parseLeaf } from '../src/leaf/leaf.ts';
import { leafHash } from '../src/log/merkle.ts';
import { mapKey } from '../src/map/map-key.ts';
import { verifyMapProof } from '../src/map/map-proof.ts';
import { parseMapValue } from '../src/map/map-value.ts';
import { StateMap } from '../src/map/state-map.ts';
import { verify } from '../src/verify/verify.ts';
import { readCase, resultOf, type BundleVectors } from './daunguon/bundle-cases.ts';
import { required, type Outcome } from './outcome.ts';

export const runLeaves = (data: unknown): Outcome[] =>
  (data as { leaf: string; hash: string }[]).map(({ leaf, hash }, at) => {
    const bytes = encodeLeaf(parseLeaf(utf8ToBytes(leaf)));
    return { name: `leaf ${at}`, ok: bytesToHex(leafHash(bytes)) === hash };
  });

interface MapVector {
  readonly entries: readonly { id: string; key: string; value: string }[];
  readonly root: string;
  readonly proofs: readonly {
    id: string;
    shows: string;
    path: readonly [number, string][];
    key?: string;
    valueHash?: string;
  }[];
}

export const runMaps = (data: unknown): Outcome[] =>
  (data as MapVector[]).flatMap(({ entries, root, proofs }) => {
    const map = new StateMap();
    for (const { key, value } of entries) map.set(hexToBytes(key), required(parseMapValue(value)));
    const name = `map of ${entries.length}`;
    const keys = entries.every(({ id, key }) => bytesToHex(mapKey(id)) === key);
    return [
      { name, ok: keys && bytesToHex(map.root()) === root },
      ...proofs.map(({ id, shows, path, key, valueHash }) => ({
        name: `${id} in the ${name}`,
        ok:
          verifyMapProof(
            {
              path: path.map(([bit, sibling]) => [bit, hexToBytes(sibling)] as const),
              ...(key === undefined ? {} : { key: hexToBytes(key) }),
              ...(valueHash === undefined ? {} : { valueHash: hexToBytes(valueHash) }),
            },
            mapKey(id),
            hexToBytes(root),
          ) === shows,
      })),
    ];
  });

interface FieldsVector {
  readonly id: string;
  readonly version: number;
  readonly saltSeed: string;
  readonly fields: readonly Field[];
  readonly commitment: string;
  readonly disclosed: readonly (Field & { index: number; count: number; path: readonly string[] })[];
}

export const runFields = (data: unknown): Outcome[] => {
  const { id, version, saltSeed, fields, commitment, disclosed } = data as FieldsVector;
  return [
    ...fields.map(({ pointer, salt }) => ({
      name: `salt of ${pointer}`,
      ok: fieldSalt(hexToBytes(saltSeed), id, version, pointer) === salt,
    })),
    { name: 'commitment', ok: commitFields(fields) === commitment },
    ...disclosed.map((field) => ({
      name: `${field.pointer} alone`,
      ok: verifyField({ ...field, path: field.path.map((hash) => required(fromBase64(hash))) }, commitment),
    })),
  ];
};

export const runBundles = (data: unknown): Outcome[] => {
  const { policies, cases } = data as BundleVectors;
  return cases.map(({ name, expected, ...input }) => {
    const { text, json } = required(policies[input.policy ?? 'main']);
    const found = resultOf(verify({ ...readCase(input), policy: readTrustPolicy(text, json) }));
    return { name, ok: canonicalize(found) === canonicalize(expected) };
  });
};
