import type { RecordState } from './record-state.ts';

/**
 * Made to learn with: the record says so itself, in the body that its commitment covers, so that a verdict can prove it. What says so counts in
 * no dashboard, open data or report (ADR 30).
 */
export const isTraining = ({ body }: Pick<RecordState, 'body'>): boolean =>
  (body as { readonly training?: unknown } | undefined)?.training === true;
