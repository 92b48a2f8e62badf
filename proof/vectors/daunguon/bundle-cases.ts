/** Bundle vectors as JSON: what a reader is given, and what it must find. */
import { fromBase64 } from '../../src/base64.ts';
import type { Json } from '../../src/canonical-json.ts';
import type { Field } from '../../src/fields/field-tree.ts';
import type { Presented, Verification, VerifyInput } from '../../src/verify/verification.ts';

export interface HeadText {
  readonly size: number;
  /** Base64. */
  readonly root: string;
}

type FieldsText = {
  readonly kind: 'fields';
  readonly fields: readonly (Omit<PresentedField, 'path'> & { path: string[] })[];
};
type PresentedField = Extract<Presented, { kind: 'fields' }>['fields'][number];

export interface CaseInput {
  readonly id: string;
  readonly now: number;
  readonly bundle: Json;
  /** Name of a policy; `main` if absent. */
  readonly policy?: string;
  readonly lastHead?: HeadText & { readonly origin: string };
  readonly identifiers?: VerifyInput['identifiers'];
  readonly opened?: readonly Field[];
  readonly presented?: Exclude<Presented, { kind: 'fields' }> | FieldsText;
  readonly anchorHead?: HeadText;
}

/** What of a verification another implementation must give. */
export interface CaseResult {
  readonly steps: Readonly<Record<string, string>>;
  readonly authenticity: string;
  readonly standing: unknown;
  readonly statusTime: number | null;
  readonly fresh: boolean;
}

export type BundleCase = CaseInput & { readonly name: string; readonly expected: CaseResult };

export interface BundleVectors {
  readonly policies: Readonly<Record<string, { readonly text: string; readonly json: unknown }>>;
  readonly cases: readonly BundleCase[];
}

const bytes = (text: string): Uint8Array => fromBase64(text) ?? new Uint8Array();
const head = ({ size, root }: HeadText) => ({ size: BigInt(size), root: bytes(root) });

const presentedOf = (presented: CaseInput['presented']): Presented | undefined =>
  presented?.kind === 'fields'
    ? { ...presented, fields: presented.fields.map((field) => ({ ...field, path: field.path.map(bytes) })) }
    : presented;

export const readCase = (input: CaseInput): Omit<VerifyInput, 'policy'> => {
  const { bundle, id, now, lastHead, identifiers, opened, presented, anchorHead } = input;
  return {
    bundle,
    id,
    now,
    lastHead: lastHead === undefined ? undefined : { origin: lastHead.origin, ...head(lastHead) },
    identifiers,
    opened,
    presented: presentedOf(presented),
    anchorHead: anchorHead === undefined ? undefined : head(anchorHead),
  };
};

export const resultOf = ({ steps, authenticity, standing, statusTime, fresh }: Verification): CaseResult => ({
  steps: Object.fromEntries(steps.map(({ name, result }) => [name, result])),
  authenticity,
  standing: standing ?? null,
  statusTime: statusTime ?? null,
  fresh,
});
