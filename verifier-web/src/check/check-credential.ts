import type { TrustPolicy } from '@daunguon/proof';
import { checkCredentialQr } from '@daunguon/formats/cose';
import type { Claims } from '@daunguon/formats/credential';
import type { CredentialAddress } from './credential-address.ts';
import { readHolder } from './holder.ts';
import type { IssuerDirectory } from './issuer-directory.ts';
import { lookUp } from './look-up.ts';
import type { KnownHead, Lookup } from './look-up.ts';
import type { Label } from './label.ts';
import { printedVerdict } from './printed-code.ts';
import type { PrintedCheck } from './printed-code.ts';
import { provenRecord } from './proven-record.ts';
import type { GetJson } from './source.ts';
import { verdictFor } from './verdict.ts';
import type { Verdict } from './verdict.ts';

/** What a check works with: the policy beside the page, proven keys, and a way to ask. */
export interface CheckTools {
  policy: TrustPolicy;
  directory: IssuerDirectory;
  getJson: GetJson;
  now(): number;
  known: KnownHead | null;
  /** Look-ups of one file: its printed code and what it carries ask for the same record. */
  asked?: Map<string, Promise<Lookup>>;
}

/** One credential's verdict, with what was signed or proven of it: only that may be shown. */
export interface CheckedCredential {
  verdict: Verdict;
  id?: string;
  claims: Claims;
  /** A head newer than the known one, to be kept. */
  head: KnownHead | null;
}

/** The same verdict as the page of the address itself gives. Never throws. */
export async function checkAddress(address: CredentialAddress, tools: CheckTools): Promise<CheckedCredential> {
  if (address.kind === 'printed')
    return withStanding(await checkCredentialQr(address.fragment, (id) => tools.directory.get(id)), tools);
  const { label, fragment } = address;
  const lookup = await askFor(label, tools, fragment);
  const { best, head } = lookup;
  const record = best && provenRecord(label.id, best.verification, best.fields);
  const body = record?.type === 'credential/credential' ? record.body : {};
  return { verdict: verdictOf(lookup, tools), id: label.id, claims: claimsOf(body), head };
}

/** A signature says who signed; beside it stands what the register proves of the record. */
export async function withStanding(check: PrintedCheck, tools: CheckTools): Promise<CheckedCredential> {
  if (check.result !== 'signed')
    return { verdict: printedVerdict(check, null), claims: {}, head: null, ...idOf(check) };
  const { recordId: id } = check.content;
  // The code on paper has no room for the issuer's name; its key's proven record has it.
  const claims = { issuerName: check.issuer.unitName ?? '', ...check.content.claims };
  const lookup = await askFor({ kind: 'record', id }, tools, '');
  const standing = lookup.best === null ? null : verdictOf(lookup, tools);
  return { verdict: printedVerdict(check, standing), id, claims, head: lookup.head };
}

const idOf = (check: PrintedCheck): { id?: string } =>
  check.result === 'malformed' ? {} : { id: check.content.recordId };

function askFor(label: Label, tools: CheckTools, fragment: string): Promise<Lookup> {
  const { policy, now, known, getJson, asked } = tools;
  const key = `${label.id}#${fragment}`;
  const holder = fragment === '' ? null : readHolder(`#${fragment}`);
  const answer = asked?.get(key) ?? lookUp(label, { policy, now: now(), known, saved: null, getJson, holder });
  asked?.set(key, answer);
  return answer;
}

const verdictOf = (lookup: Lookup, { policy, now }: CheckTools): Verdict =>
  verdictFor({ kind: 'looked-up', lookup, policy }, now());

/** Fields of a record under the names of the formats' claims. */
function claimsOf(body: Record<string, unknown>): Claims {
  const { issuer, ...rest } = body;
  const claims = { ...rest, issuerName: issuer };
  const shown = Object.entries(claims).filter(([, value]) => typeof value === 'string' || typeof value === 'number');
  return Object.fromEntries(shown) as Claims;
}
