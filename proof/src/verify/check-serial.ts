import { hexToBytes } from '@noble/hashes/utils.js';
import type { ParsedBundle } from '../bundle/parse-bundle.ts';
import { serialKey } from '../serials/serial-key.ts';
import { judgeSerial, type SerialTree } from '../serials/serial-proof.ts';

/** What is known of a scanned serial where its lot has issued labels; `unproven`: the bundle shows too little. */
export type SerialStanding = 'issued' | 'not-issued' | 'unproven';

interface Issue extends SerialTree {
  readonly id: string;
}

const issueOf = (value: unknown): Issue | undefined => {
  const { id, root, count } = (typeof value === 'object' && value !== null ? value : {}) as Record<string, unknown>;
  if (typeof id !== 'string' || typeof root !== 'string' || !/^[0-9a-f]{64}$/.test(root)) return undefined;
  return Number.isSafeInteger(count) && Number(count) > 0
    ? { id, root: hexToBytes(root), count: Number(count) }
    : undefined;
};

/** Undefined where the proven body names no issue of labels: then the lot has no serials to compare with. */
export const serialStanding = (
  { serials }: ParsedBundle,
  body: unknown,
  serial: string,
): SerialStanding | undefined => {
  const labels: unknown = (body as { labels?: unknown } | null | undefined)?.labels;
  if (!Array.isArray(labels) || labels.length === 0) return undefined;
  const issues = labels.map(issueOf);
  const key = serialKey(serial);
  const found = issues.map((issue) => {
    const shown = serials.find((one) => one.issue === issue?.id);
    return issue === undefined || shown === undefined ? undefined : judgeSerial(key, issue, shown.leaves);
  });
  if (found.includes('issued')) return 'issued';
  return found.every((one) => one === 'not-issued') ? 'not-issued' : 'unproven';
};
