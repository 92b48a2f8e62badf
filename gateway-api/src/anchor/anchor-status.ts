import type { AnchorReference } from './anchor-reference.ts';
import type { AnchorState } from './anchor-row.ts';
import { anchorWaits, type AnchorWait } from './anchor-wait.ts';

/** For the operations page and the metrics. */
export interface AnchorStatus {
  readonly wait: AnchorWait;
  readonly textVi: string;
  readonly text: string;
  /** A person must look. */
  readonly alarm: boolean;
  /** Undefined until the node was reached once. */
  readonly chainId: number | undefined;
  readonly testChain: boolean;
  readonly contract: string;
  readonly sender: string;
  readonly rows: Readonly<Partial<Record<AnchorState, number>>>;
  readonly newest: AnchorReference | undefined;
  /** What the node said last, when it failed. */
  readonly error: string | undefined;
}

const testMark = {
  vi: 'Neo thử nghiệm, không chứng minh gì với người ngoài',
  en: 'test anchor, proves nothing to outsiders',
} as const;

export function anchorStatus(
  given: Omit<AnchorStatus, 'textVi' | 'text' | 'alarm'> & { readonly alarm?: never },
): AnchorStatus {
  // A contradiction on the chain stays an alarm, whatever the worker does next.
  const wait = (given.rows.CONFLICT ?? 0) > 0 ? 'conflict' : given.wait;
  const { vi, en, alarm } = anchorWaits[wait];
  const mark = given.testChain ? testMark : undefined;
  return {
    ...given,
    wait,
    alarm,
    textVi: mark ? `${vi}. ${mark.vi}` : vi,
    text: mark ? `${en}; ${mark.en}` : en,
  };
}
