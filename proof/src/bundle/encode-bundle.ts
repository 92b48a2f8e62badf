import { toBase64 } from '../base64.ts';
import type { Json } from '../canonical-json.ts';
import { encodeMapValue } from '../map/map-value.ts';
import type { ProvenEntry } from '../map/version-proof.ts';
import type { Bundle, BundleBody, BundleLeaf, BundleMap } from './bundle.ts';

const decoder = new TextDecoder('utf-8', { fatal: true });

/** A leaf's bytes, its index, its inclusion proof. */
export interface LeafParts {
  readonly leaf: Uint8Array;
  readonly index: number;
  readonly inclusion: readonly Uint8Array[];
}

/** What a log, a map and a store of bodies give for one record under one checkpoint. */
export interface BundleParts extends BundleBody {
  readonly id: string;
  readonly record: LeafParts | undefined;
  readonly state: Omit<LeafParts, 'index'>;
  readonly map: ProvenEntry;
  readonly checkpoint: string;
  readonly consistency?: { readonly from: number; readonly proof: readonly Uint8Array[] };
  readonly sealed?: Json;
  readonly alias?: { readonly id: string; readonly record: LeafParts; readonly map: ProvenEntry } & BundleBody;
  /** Newest first, without the newest. */
  readonly history?: readonly (LeafParts & BundleBody)[];
  readonly anchor?: Json;
  readonly stated?: Json;
}

const hashes = (proof: readonly Uint8Array[]): string[] => proof.map(toBase64);

const encodePart = ({ leaf, index, inclusion }: LeafParts): BundleLeaf => ({
  leaf: decoder.decode(leaf),
  index,
  inclusion: hashes(inclusion),
});

const encodeMap = ({ path, key, value, valueHash }: ProvenEntry): BundleMap => ({
  path: path.map(([bit, sibling]) => [bit, toBase64(sibling)]),
  ...(key === undefined ? {} : { key: toBase64(key) }),
  ...(value === undefined ? {} : { value: decoder.decode(encodeMapValue(value)) }),
  ...(value !== undefined || valueHash === undefined ? {} : { valueHash: toBase64(valueHash) }),
});

const encodeBody = ({ body, salt }: BundleBody): BundleBody => (salt === undefined ? {} : { body, salt });

/** The bundle as JSON; members without a value are left out, but for those of which section 6 says null. */
export const encodeBundle = (parts: BundleParts): Bundle => {
  const { id, record, state, map, checkpoint, consistency, sealed, alias, history, anchor, stated } = parts;
  return {
    bundle: 'daunguon/1',
    id,
    record: record === undefined ? null : encodePart(record),
    state: { leaf: decoder.decode(state.leaf), inclusion: hashes(state.inclusion) },
    map: encodeMap(map),
    checkpoint,
    consistency: consistency === undefined ? null : { from: consistency.from, proof: hashes(consistency.proof) },
    ...encodeBody(parts),
    ...(sealed === undefined ? {} : { sealed }),
    ...(alias === undefined
      ? {}
      : {
          alias: {
            id: alias.id,
            record: encodePart(alias.record),
            map: encodeMap(alias.map),
            ...encodeBody(alias),
          },
        }),
    ...(history === undefined
      ? {}
      : { history: history.map((version) => ({ ...encodePart(version), ...encodeBody(version) })) }),
    ...(anchor === undefined ? {} : { anchor }),
    ...(stated === undefined ? {} : { stated }),
  };
};
