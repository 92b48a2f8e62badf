import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { replaceFile } from '../durable-file.ts';

export interface CosigningOrganisation {
  readonly mspId: string;
  /** Of its key, and in the policy. */
  readonly keyName: string;
  readonly nameVi: string;
  readonly name: string;
  /** File with its verifier key. */
  readonly vkeyFile: string;
  /** Submission prefix of its cosigner. */
  readonly url: string;
}
export interface TrustFilesOptions {
  readonly folder: string;
  /** File with the log's verifier key. */
  readonly logKeyFile: string;
  readonly organisations: readonly CosigningOrganisation[];
  /** How many of them must cosign. */
  readonly quorum: number;
  readonly gateways: readonly string[];
  /** Where mirrors of the log answer, if somebody runs them: a reader asks them only when no gateway proves a fresh answer. */
  readonly mirrors?: readonly string[];
  /** Accounts that anchor the log, each with nodes of its chain that an auditor may ask. */
  readonly anchors?: readonly TrustedAnchor[];
}
export interface TrustedAnchor {
  readonly chainId: number;
  readonly contract: string;
  readonly sender: string;
  readonly rpc: readonly string[];
}

/** Seconds for which a status counts as current, as trust.md §3 has it: food an hour, carbon ten minutes, the rest a day. */
const freshness = { default: 86_400, types: { 'origin/': 3600, 'carbon/': 600 } };

const read = (file: string): string => (existsSync(file) ? readFileSync(file, 'utf8').trim() : '');

/** Verifier keys of log and cosigners, once they have made them; undefined before. */
function keysOf({ logKeyFile, organisations }: TrustFilesOptions): [log: string, ...cosigners: string[]] | undefined {
  const log = read(logKeyFile);
  const cosigners = organisations.map(({ vkeyFile }) => read(vkeyFile));
  return log === '' || cosigners.includes('') ? undefined : [log, ...cosigners];
}

function policyText({ organisations, quorum }: TrustFilesOptions, [log, ...cosigners]: readonly string[]): string {
  const witnesses = organisations.map(({ keyName, url }, index) => `witness ${keyName} ${cosigners[index]} ${url}`);
  const members = organisations.map(({ keyName }) => keyName).join(' ');
  return [`log ${log}`, ...witnesses, `group organisations ${quorum} ${members}`, 'quorum organisations', ''].join(
    '\n',
  );
}

const policyJson = (options: TrustFilesOptions, origin: string) => ({
  origin,
  organisations: 'organisations',
  outside: null,
  names: Object.fromEntries(
    options.organisations.map(({ keyName, mspId, nameVi, name }) => [keyName, { msp: mspId, vi: nameVi, en: name }]),
  ),
  freshness,
  epochs: [],
  trial: true,
});

/** Where the network answers and anchors now: it may have moved to other ports since the last start. */
const places = ({ gateways, mirrors = [], anchors = [] }: TrustFilesOptions) => ({ gateways, mirrors, anchors });

/**
 * Writes policy.txt and policy.json of a test network, from which the gateway takes its quorum and the verifier its trust
 * (docs/proof-format.md §5). What somebody changed by hand in policy.json stays but for its addresses, unless the network was made anew.
 * @throws when log and cosigners made no keys within `timeoutMs`
 */
export async function writeTrustFiles(options: TrustFilesOptions, timeoutMs = 30_000): Promise<void> {
  const { folder, organisations } = options;
  mkdirSync(folder, { recursive: true });
  const deadline = Date.now() + timeoutMs;
  let keys = keysOf(options);
  while (keys === undefined) {
    if (Date.now() > deadline) throw new Error('log and cosigners made no keys');
    await new Promise((resolve) => setTimeout(resolve, 50));
    keys = keysOf(options);
  }
  const origin = keys[0].split('+')[0] ?? '';
  const json = join(folder, 'policy.json');
  const before = JSON.parse(read(json) || '{}') as Record<string, unknown>;
  const kept = before['origin'] === origin ? before : {};
  replaceFile(json, `${JSON.stringify({ ...policyJson(options, origin), ...kept, ...places(options) }, null, 2)}\n`);
  const text = join(folder, 'policy.txt');
  const known = read(text);
  const named = [...keys, ...organisations.map(({ url }) => url)];
  if (!named.every((part) => known.includes(part))) replaceFile(text, policyText(options, keys));
}
