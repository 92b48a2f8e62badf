import { checkAnchor } from '../check/anchor-proof.ts';
import type { AnchorCheck } from '../check/anchor-proof.ts';
import type { Outcome } from '../check/outcome.ts';
import { resultWords } from '../check/step-words.ts';

/** Asks EVM nodes for the head anchored by each account of the policy; the log's tiles prove that what was shown extends it. */
export async function askChain(outcome: Outcome, urls: readonly string[], now: number): Promise<AnchorCheck[]> {
  if (outcome.kind !== 'looked-up' || urls.length === 0) return [];
  const { policy, lookup } = outcome;
  const { best, label } = lookup;
  const size = best?.verification.head?.size;
  const log = best?.source.kind === 'gateway' || best?.source.kind === 'mirror' ? best.source.url : policy.gateways[0];
  if (best === null || size === undefined || log === undefined) return [];
  const { bundle } = best;
  return Promise.all(
    policy.anchors.map((anchor) =>
      checkAnchor({ bundle, id: label.id, policy, now, size, anchor: { ...anchor, urls }, log }),
    ),
  );
}

/** A line for each anchor: the step's result, what the chain holds, how many nodes say so. */
export function anchorLines(checks: readonly AnchorCheck[]): string[] {
  return checks.map(({ step, reading: { head, agreeing, answers } }) => {
    const result = step?.result ?? 'unknown';
    const errors = answers.flatMap((answer) => ('error' in answer ? [`${answer.url}: ${answer.error}`] : []));
    const read = head === undefined ? errors.join('; ') : `size ${head.size}, ${agreeing} node(s) agree`;
    const detail = step?.detail === undefined ? '' : `; ${step.detail}`;
    return `  anchor (chain)  ${result.padEnd(14)} ${resultWords[result].vi} · ${read}${detail}`;
  });
}
