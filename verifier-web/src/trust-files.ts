import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The trust policy beside the page (docs/proof-format.md, section 5), as files; null where the network has written none yet. */
export interface TrustFiles {
  policyText: Buffer | null;
  policyJson: Buffer | null;
  gateways: string[];
  mirrors: string[];
  /** EVM nodes that an auditor may ask for an anchored head. */
  nodes: string[];
}

/** Reads policy.txt and policy.json of a folder. What is no address of the web is not listed: it would break the headers. */
export async function readTrustFiles(folder: string): Promise<TrustFiles> {
  const read = (name: string): Promise<Buffer | null> => readFile(join(folder, name)).catch(() => null);
  const [policyText, policyJson] = await Promise.all([read('policy.txt'), read('policy.json')]);
  const { gateways, mirrors, anchors } = parsed(policyJson);
  const rpc = Array.isArray(anchors) ? anchors.map((anchor: { rpc?: unknown } | null) => addresses(anchor?.rpc)) : [];
  return { policyText, policyJson, gateways: addresses(gateways), mirrors: addresses(mirrors), nodes: rpc.flat() };
}

function parsed(json: Buffer | null): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(json?.toString('utf8') ?? '{}');
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

function addresses(listed: unknown): string[] {
  return Array.isArray(listed) ? listed.filter(isWebAddress).map((url) => url.replace(/\/+$/, '')) : [];
}

function isWebAddress(value: unknown): value is string {
  return typeof value === 'string' && URL.canParse(value) && /^https?:$/.test(new URL(value).protocol);
}
