import type { Json } from '../canonical-json.ts';

/** Hashes in standard base64. */
export type HashText = string;

/** A leaf with its place in the log. */
export interface BundleLeaf {
  /** JCS text. */
  readonly leaf: string;
  readonly index: number;
  readonly inclusion: readonly HashText[];
}

export interface BundleMap {
  readonly path: readonly (readonly [bit: number, sibling: HashText])[];
  readonly key?: HashText;
  /** JCS text of the value; inclusion. */
  readonly value?: string;
  /** Hash of another key's value; non-inclusion. */
  readonly valueHash?: HashText;
}

/** A public record's body, and the salt (32 hexadecimal digits) that opens its commitment. */
export interface BundleBody {
  readonly body?: Json;
  readonly salt?: string;
}

/** What one issue of labels shows of the scanned serial: its leaf, or the neighbours between which it would stand. */
export interface BundleSerials {
  readonly issue: string;
  readonly leaves: readonly {
    readonly index: number;
    readonly key: HashText;
    readonly inclusion: readonly HashText[];
  }[];
}

/** Kept checkpoints that date one version (section 11): the newest before its leaf, the oldest that covers it, its inclusion in that. */
export interface BundleDate {
  readonly n: number;
  readonly before: string | null;
  readonly by: string | null;
  readonly inclusion: readonly HashText[];
}

/** The proof bundle as JSON (docs/proof-format.md §6). */
export interface Bundle extends BundleBody {
  readonly bundle: 'daunguon/1';
  readonly id: string;
  readonly record: BundleLeaf | null;
  readonly state: Omit<BundleLeaf, 'index'>;
  readonly map: BundleMap;
  readonly checkpoint: string;
  readonly consistency: { readonly from: number; readonly proof: readonly HashText[] } | null;
  readonly sealed?: Json;
  readonly alias?: { readonly id: string; readonly record: BundleLeaf; readonly map: BundleMap } & BundleBody;
  readonly history?: readonly (BundleLeaf & BundleBody)[];
  readonly dates?: readonly BundleDate[];
  readonly serials?: readonly BundleSerials[];
  readonly epoch?: { readonly toSize: number; readonly proof: readonly HashText[] };
  readonly anchor?: Json;
  /** The gateway's word, proven by nothing. */
  readonly stated?: Json;
}
