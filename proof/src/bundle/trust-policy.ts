import { parseTlogPolicy, type TlogPolicy } from '../note/tlog-policy.ts';
import { JsonReader } from './json-reader.ts';

/** Keys that no longer sign: they count for checkpoints that the epoch's last head extends. */
export interface KeyEpoch {
  readonly tlog: TlogPolicy;
  readonly toSize: bigint;
  readonly root: Uint8Array;
}

export interface WitnessName {
  readonly msp: string;
  readonly vi: string;
  readonly en: string;
}

/** An account whose anchors on an EVM chain count. */
export interface AnchorSource {
  readonly chainId: number;
  readonly contract: string;
  readonly sender: string;
}

/** What a reader trusts: `policy.txt` and `policy.json` beside the verifier (docs/proof-format.md §5). */
export interface TrustPolicy {
  readonly tlog: TlogPolicy;
  readonly origin: string;
  /** Group of `tlog` whose cosignatures date a status. */
  readonly organisations: string;
  /** Group of outside witnesses; null where there are none. */
  readonly outside: string | null;
  readonly names: ReadonlyMap<string, WitnessName>;
  /** Seconds. */
  readonly freshness: { readonly default: number; readonly types: ReadonlyMap<string, number> };
  readonly anchors: readonly AnchorSource[];
  readonly epochs: readonly KeyEpoch[];
  readonly gateways: readonly string[];
  readonly mirrors: readonly string[];
  readonly trial: boolean;
}

const entries = <Value>(reader: JsonReader, read: (member: JsonReader) => Value): Map<string, Value> =>
  new Map(reader.names().map((name) => [name, read(reader.member(name))]));

const readName = (reader: JsonReader): WitnessName => ({
  msp: reader.member('msp').text(),
  vi: reader.member('vi').text(),
  en: reader.member('en').text(),
});

const address = /^0x[0-9a-fA-F]{40}$/;
const readAnchor = (reader: JsonReader): AnchorSource => ({
  chainId: reader.member('chainId').natural(),
  contract: reader.member('contract').matching(address, 'an address'),
  sender: reader.member('sender').matching(address, 'an address'),
});

const readEpoch = (reader: JsonReader): KeyEpoch => ({
  tlog: parseTlogPolicy(reader.member('policy').text()),
  toSize: BigInt(reader.member('toSize').natural()),
  root: reader.member('root').hash(),
});

/** Throws PolicyError or ShapeError: a reader without a whole policy trusts nobody. */
export const readTrustPolicy = (policyText: string, policyJson: unknown): TrustPolicy => {
  const tlog = parseTlogPolicy(policyText);
  const reader = new JsonReader(policyJson);
  const group = (member: JsonReader): string => {
    const name = member.text();
    return tlog.groups.has(name) || tlog.witnesses.has(name) ? name : member.refuse('a group of policy.txt');
  };
  const origin = reader.member('origin');
  const freshness = reader.member('freshness');
  const policy: TrustPolicy = {
    tlog,
    origin: origin.text(),
    organisations: group(reader.member('organisations')),
    outside: reader.member('outside').optional(group) ?? null,
    names: entries(reader.member('names'), readName),
    freshness: {
      default: freshness.member('default').natural(),
      types: entries(freshness.member('types'), (limit) => limit.natural()),
    },
    anchors: reader.member('anchors').list(100, readAnchor),
    epochs: reader.member('epochs').list(100, readEpoch),
    gateways: reader.member('gateways').list(100, (url) => url.text()),
    mirrors: reader.member('mirrors').list(100, (url) => url.text()),
    trial: reader.member('trial').bool(),
  };
  // A policy whose quorum is nobody would call any signed head proven.
  if (tlog.quorum === 'none') reader.refuse('a policy with a quorum');
  if (!tlog.logs.some(({ vkey }) => vkey.name === policy.origin)) origin.refuse('the name of a log key in policy.txt');
  return policy;
};

/**
 * Seconds for which a status of this type counts as current: the limit of the longest prefix that is given. For absence (no type) the
 * smallest limit of all: a head from before a record was written would else brand a young, genuine record as a fake for a day.
 */
export const freshnessLimit = ({ freshness }: TrustPolicy, type: string | undefined): number => {
  if (type === undefined) return Math.min(freshness.default, ...freshness.types.values());
  let longest = '';
  let limit = freshness.default;
  for (const [prefix, seconds] of freshness.types) {
    if (!type.startsWith(prefix) || prefix.length < longest.length) continue;
    longest = prefix;
    limit = seconds;
  }
  return limit;
};
