import { isSealed, verdictOf, verify } from '@daunguon/proof';
import type { DisclosedField, Field, Head, Presented, TrustPolicy, Verification, VerifyInput } from '@daunguon/proof';
import { checkpointOf, findEquivocation } from './equivocation.ts';
import type { Equivocation } from './equivocation.ts';
import type { Holder } from './holder.ts';
import type { Label } from './label.ts';
import { askSource, sourcesOf } from './source.ts';
import type { GetJson, Source } from './source.ts';

/** The newest log head proven on this device, with the signed note that proves it. */
export interface KnownHead extends Head {
  note: string;
}

/** A bundle kept from an earlier look-up. */
export interface SavedBundle {
  bundle: unknown;
  savedAt: string;
}

/** One bundle and what verify() said of it. */
export interface Checked {
  bundle: unknown;
  verification: Verification;
  source: Source | { kind: 'saved'; savedAt: string } | { kind: 'file' };
  /** Fields of a personal record that the holder opened or shows; proven if the commitment passes. */
  fields?: readonly Field[];
  /** The secret of the link opened nothing: it may have been replaced. */
  locked?: true;
}

export interface Failed {
  source: Source;
  why: 'unreachable' | 'unreadable' | 'unproven';
}

/** Everything that one look-up found. `best` is null when nobody answered and nothing is kept here. */
export interface Lookup {
  label: Label;
  best: Checked | null;
  /** Sources that gave no proof, in the order asked. */
  failed: Failed[];
  /** The head that was known before: what a bundle must extend. */
  known: KnownHead | null;
  /** A head newer than the known one, to be kept. */
  head: KnownHead | null;
  equivocation: Equivocation | null;
}

export interface LookupInput {
  policy: TrustPolicy;
  now: number;
  known: KnownHead | null;
  saved: SavedBundle | null;
  getJson: GetJson;
  /** What the holder brought; it is held against every version of the record. */
  presented?: Presented;
  /** Of the link. */
  holder?: Holder | null;
}

/**
 * Asks the gateways, then the mirrors, until one proves a fresh answer. Whatever a source serves that does not verify is set
 * aside, never shown as a fake: else a liar could brand a genuine record. Never throws.
 */
export async function lookUp(label: Label, input: LookupInput): Promise<Lookup> {
  const { policy, now, known, saved, getJson, holder = null } = input;
  const shown = await shownBy(holder, label.id, input);
  const presented = input.presented ?? (shown ? { kind: 'fields' as const, fields: shown } : undefined);
  const check = async (bundle: unknown, source: Checked['source']): Promise<Checked> => {
    const opened =
      holder?.kind === 'secret' ? await open(bundle, label.id, holder.secret) : shown === null ? null : undefined;
    const fields = opened ?? (presented?.kind === 'fields' ? presented.fields : undefined);
    const verification = verify({
      bundle,
      id: label.id,
      policy,
      now,
      ...(known === null ? {} : { lastHead: known }),
      ...(presented === undefined ? {} : { presented }),
      ...(opened ? { opened } : {}),
      ...identifiersOf(label),
    });
    return {
      ...{ bundle, source, verification },
      ...(fields === undefined ? {} : { fields }),
      ...(opened === null && verification.record?.kind === 'fields/1' ? { locked: true as const } : {}),
    };
  };
  const all: Checked[] = [];
  const failed: Failed[] = [];
  for (const source of sourcesOf(policy)) {
    const answer = await askSource(
      source,
      label.id,
      { from: known?.size ?? 0n, history: presented !== undefined, ...serialOf(label) },
      getJson,
    );
    if (answer.kind !== 'bundle') {
      failed.push({ source, why: answer.kind });
      continue;
    }
    const checked = await check(answer.bundle, source);
    all.push(checked);
    if (isSettled(checked) && !isAbsence(checked)) break;
    if (!isAnswer(checked.verification)) failed.push({ source, why: 'unproven' });
  }
  // What is kept costs a verification of its own: it is only asked where nothing better came.
  if (saved !== null && !all.some(isSettled))
    all.push(await check(saved.bundle, { kind: 'saved', savedAt: saved.savedAt }));
  const best = all.reduce<Checked | null>((a, b) => (a === null || isBetter(b, a, now) ? b : a), null);
  const notes = [known?.note, checkpointOf(saved?.bundle), ...all.map(({ bundle }) => checkpointOf(bundle))];
  return { label, best, failed, known, head: newestHead(all, known), equivocation: findEquivocation(notes, policy) };
}

function serialOf(label: Label): { serial?: string } {
  return label.kind === 'lot' && label.serial !== undefined ? { serial: label.serial } : {};
}

/** What a proven body must agree with, for a label with GTIN and lot. */
export function identifiersOf(label: Label): Pick<VerifyInput, 'identifiers'> {
  if (label.kind !== 'lot') return {};
  const { gtin, lot, serial } = label;
  return { identifiers: { gtin, lot, ...(serial === undefined ? {} : { serial }) } };
}

/** Fetched only where a link carries a secret. */
async function open(bundle: unknown, id: string, secret: string): Promise<readonly Field[] | null> {
  return (await import('./holder.ts')).openedFields(bundle, id, secret);
}

/** What a link shows of a record, held against every version of it; `null` where the holder took it back. */
async function shownBy(
  holder: Holder | null,
  id: string,
  { policy, getJson }: Pick<LookupInput, 'policy' | 'getJson'>,
): Promise<readonly DisclosedField[] | null | undefined> {
  if (holder?.kind === 'fields') return holder.fields;
  return holder?.kind === 'share'
    ? (await import('./holder.ts')).sharedFields(policy, getJson, id, holder.link)
    : undefined;
}

/** A record whose contents are sealed says its standing, whoever asks: no other source says more. */
function isAnswer(verification: Verification): boolean {
  return verification.authenticity !== 'cannot-confirm' || isSealed(verification);
}

/** Nothing better can come: a proven answer that is fresh, straight from a source. */
function isSettled({ verification, source }: Checked): boolean {
  return source.kind !== 'saved' && isAnswer(verification) && verification.fresh;
}

/**
 * Absence is proven as of a head, and a record or a label that is younger than the head is denied by a true proof: so nobody's word that
 * there is none ends the look-up while another source may know a larger log.
 */
function isAbsence({ verification }: Checked): boolean {
  return verification.standing?.absent === true || verification.serial === 'not-issued';
}

/** Whether a proven status or a proven answer speaks: a proven recall does, even where its contents were kept back. */
function speaks({ verification }: Checked, now: number): boolean {
  return verdictOf(verification, { now }).code !== 'cannot-check';
}

/** What speaks beats what does not, fresh beats old, the larger log knows more, opened beats withheld, new beats kept. */
function isBetter(a: Checked, b: Checked, now: number): boolean {
  const order = (one: Checked): number[] => [
    Number(speaks(one, now)),
    Number(one.verification.fresh && one.source.kind !== 'saved'),
    Number(one.verification.head?.size ?? 0n),
    Number(one.verification.authenticity !== 'cannot-confirm'),
    Number(one.source.kind !== 'saved'),
  ];
  const [left, right] = [order(a), order(b)];
  const at = left.findIndex((value, index) => value !== right[index]);
  return at !== -1 && (left[at] ?? 0) > (right[at] ?? 0);
}

/** The known head never goes back; only a head that verify() proved (and did not find to contradict the known one) replaces it. */
function newestHead(all: readonly Checked[], known: KnownHead | null): KnownHead | null {
  let newest = known;
  for (const { bundle, verification } of all) {
    const { head } = verification;
    const note = checkpointOf(bundle);
    if (head && note !== undefined && (newest === null || head.size > newest.size)) newest = { ...head, note };
  }
  return newest === known ? null : newest;
}
