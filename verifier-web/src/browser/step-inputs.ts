import { freshnessLimit } from '@daunguon/proof';
import type { StepName, TrustPolicy, Verification } from '@daunguon/proof';
import { objectField } from '../check/body-fields.ts';

/** A named input of a step as text, ready to be copied and recomputed elsewhere. */
export type StepInput = [name: string, text: string];

/** What went into each step, straight from the bundle: docs/proof-format.md says how to recompute it. */
export function stepInputs(
  name: StepName,
  bundle: unknown,
  { record: leaf, statusTime }: Verification,
  policy: TrustPolicy,
): StepInput[] {
  const root = objectField({ bundle }, 'bundle');
  const [record, state, map] = ['record', 'state', 'map'].map((part) => objectField(root, part));
  const of = (part: Record<string, unknown> | undefined, prefix: string, ...members: string[]): [string, unknown][] =>
    members.map((member) => [`${prefix}${member}`, part?.[member]]);
  const inputs: Partial<Record<StepName, [string, unknown][]>> = {
    format: of(root, '', 'bundle', 'id'),
    'log-signature': of(root, '', 'checkpoint'),
    quorum: [...of(root, '', 'checkpoint'), ['policy.quorum', policy.tlog.quorum]],
    'state-leaf': of(state, 'state.', 'leaf', 'inclusion'),
    'record-leaf': of(record, 'record.', 'leaf', 'index', 'inclusion'),
    map: of(map, 'map.', 'path', 'key', 'value', 'valueHash'),
    newest: of(map, 'map.', 'value'),
    commitment: of(root, '', 'salt', 'body'),
    history: of(root, '', 'history'),
    consistency: of(root, '', 'consistency'),
    freshness: [
      ['status time', statusTime === undefined ? undefined : new Date(statusTime).toISOString()],
      ['limit, seconds', leaf && freshnessLimit(policy, leaf.type)],
    ],
    identifiers: of(root, '', 'alias'),
    anchor: of(root, '', 'anchor'),
  };
  return (inputs[name] ?? []).flatMap(([label, value]) =>
    value === undefined || value === null ? [] : [[label, text(value)]],
  );
}

/** Proofs are read line by line: a hash, or a bit and a hash. */
function text(value: unknown): string {
  if (typeof value === 'string') return value;
  const isProof = Array.isArray(value) && value.every((item) => typeof item === 'string' || Array.isArray(item));
  return isProof ? value.map((item) => [item].flat().join(' ')).join('\n') : JSON.stringify(value, null, 1);
}
