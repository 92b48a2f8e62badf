import { ShapeError } from '../bundle/json-reader.ts';
import { parseBundle, type ParsedBundle } from '../bundle/parse-bundle.ts';
import { freshnessLimit } from '../bundle/trust-policy.ts';
import { verifyConsistency } from '../log/merkle-verify.ts';
import {
  checkConsistency,
  checkHead,
  fail,
  type Finding,
  type HeadFindings,
  notApplicable,
  pass,
  passIf,
  statusTimeOf,
  unknown,
} from './check-head.ts';
import { checkCommitment, checkIdentifiers, checkPresented } from './check-holder.ts';
import { serialStanding, type SerialStanding } from './check-serial.ts';
import { checkHistory, checkRecord, checkState, opens } from './check-record.ts';
import {
  type Authenticity,
  type ProvenVersion,
  type Standing,
  type Step,
  type StepName,
  stepNames,
  terminalStatuses,
  type Verification,
  type VerifyInput,
} from './verification.ts';

type Findings = Partial<Record<StepName, Finding>>;

const stepsOf = (findings: Findings): Step[] =>
  stepNames.map((name) => ({ name, ...(findings[name] ?? unknown('not reached')) }));

const nothing = (format: Finding, { policy }: VerifyInput): Verification => ({
  steps: stepsOf({ format }),
  authenticity: 'cannot-confirm',
  fresh: false,
  confirmedBy: [],
  history: [],
  trial: policy.trial,
});

const checkAnchor = ({ checkpoint, anchor }: ParsedBundle, { anchorHead }: VerifyInput): Finding => {
  if (anchorHead === undefined) return anchor === undefined ? notApplicable : unknown('the chain has not been asked');
  const { size, root } = anchorHead;
  if (size > checkpoint.size) return unknown('the anchored head is newer than the checkpoint');
  const proof = anchorHead.proof ?? (anchor?.size === size ? anchor.proof : undefined);
  if (proof === undefined) return unknown('there is no proof from the anchored head');
  const extended = verifyConsistency({
    size1: size,
    size2: checkpoint.size,
    root1: root,
    root2: checkpoint.root,
    proof,
  });
  return passIf(extended, `the log does not extend the anchored head, of size ${size}`);
};

const standingOf = ({ record, map: { value } }: ParsedBundle): Standing =>
  record === undefined || value === undefined ? { absent: true } : { absent: false, ...value, type: record.leaf.type };

/** What must hold before anything is known about the record; a head that forks from the reader's own is no ground. */
const grounds = ['format', 'log-signature', 'quorum', 'state-leaf', 'record-leaf', 'map', 'newest'] as const;

const isProven = (findings: Findings): boolean =>
  findings.consistency?.result !== 'fail' &&
  grounds.every((name) => {
    const result = findings[name]?.result;
    return result === 'pass' || (name === 'record-leaf' && result === 'not-applicable');
  });

const authenticityOf = (
  findings: Findings,
  standing: Standing | undefined,
  headIsFresh: boolean,
  serial: SerialStanding | undefined,
): Authenticity => {
  if (standing === undefined) return 'cannot-confirm';
  if (standing.absent) return headIsFresh ? 'not-authentic' : 'cannot-confirm';
  if (findings.presented?.result === 'fail') return 'not-authentic';
  if (findings.commitment?.result !== 'pass') return 'cannot-confirm';
  // As with a record that is absent: proven by what the head commits to, as of that head.
  if (serial === 'not-issued' && headIsFresh) return 'not-authentic';
  // What was scanned or brought must be this record's, as far as it can be told.
  const open = (['identifiers', 'presented'] as const).some((name) => findings[name]?.result === 'unknown');
  const failed = stepNames.some((name) => name !== 'freshness' && findings[name]?.result === 'fail');
  return open || failed ? 'cannot-confirm' : 'authentic';
};

/** When the organisations vouched for the head, and whether that is recent enough for this type of record. */
const dateHead = (
  { record, checkpoint, state }: ParsedBundle,
  { policy, now, lastHead }: VerifyInput,
  { cosigned, retired }: HeadFindings,
): { statusTime: number | undefined; age: Finding } => {
  // Keys that sign no longer could put any time under an old head.
  if (retired)
    return { statusTime: Date.parse(state.leaf.time), age: fail('the keys of this checkpoint sign no longer') };
  const statusTime = statusTimeOf(policy, cosigned);
  if (statusTime === undefined) return { statusTime, age: fail('too few organisations date the checkpoint') };
  if (lastHead?.origin === checkpoint.origin && checkpoint.size < lastHead.size)
    return { statusTime, age: fail('a larger head was seen before') };
  const limit = freshnessLimit(policy, record?.leaf.type);
  return { statusTime, age: passIf(now - statusTime <= limit * 1000, `the status is older than ${limit} s`) };
};

const judge = (bundle: ParsedBundle, input: VerifyInput): Verification => {
  const { id, policy, now, lastHead } = input;
  const { checkpoint, record, opening } = bundle;
  const head = checkHead(bundle, policy, now);
  const { recordLeaf, map, newest } = checkRecord(bundle, bundle.id, record, bundle.map);
  // Absence is shown of the very id; an alias stands for a record that exists.
  const named = bundle.id === id || (record !== undefined && bundle.alias?.id === id);
  const findings: Findings = {
    format: passIf(named, 'the bundle is about another id'),
    'log-signature': head.logSignature,
    quorum: head.quorum,
    'state-leaf': checkState(bundle),
    'record-leaf': recordLeaf,
    map,
    newest,
    commitment: checkCommitment(bundle, input),
    history: checkHistory(bundle),
    consistency: checkConsistency(bundle, lastHead),
    anchor: checkAnchor(bundle, input),
  };
  const proven = isProven(findings);
  const standing = proven ? standingOf(bundle) : undefined;
  const { statusTime, age } = dateHead(bundle, input, head);
  const terminal = standing?.absent === false && terminalStatuses.has(standing.status);
  findings.freshness = !proven ? unknown('no standing is proven') : terminal ? pass : age;
  const body =
    proven && record !== undefined && opening !== undefined && opens(record.leaf, opening) ? opening.body : undefined;
  const asked = input.identifiers?.serial;
  const serial = asked === undefined || body === undefined ? undefined : serialStanding(bundle, body, asked);
  findings.identifiers = checkIdentifiers(bundle, body, input, serial);
  // Of a link that is another record's otherwise, its serial says nothing.
  const ofLabel = serial !== undefined && checkIdentifiers(bundle, body, input, 'issued').result === 'pass';
  const headIsFresh = proven && age.result === 'pass';
  findings.presented =
    !proven && input.presented !== undefined
      ? unknown('there is no proven commitment')
      : checkPresented(bundle, input.presented, headIsFresh);
  const { origin, size, root } = checkpoint;
  return {
    steps: stepsOf(findings),
    authenticity: authenticityOf(findings, standing, headIsFresh, ofLabel ? serial : undefined),
    ...(ofLabel ? { serial } : {}),
    ...(standing === undefined ? {} : { standing }),
    ...(proven && statusTime !== undefined ? { statusTime } : {}),
    fresh: findings.freshness.result === 'pass',
    ...(proven && !head.retired ? { head: { origin, size, root } } : {}),
    confirmedBy: proven ? [...head.cosigned.keys()] : [],
    ...(proven && record !== undefined ? { record: record.leaf } : {}),
    ...(body === undefined ? {} : { body }),
    history: proven && findings.history?.result === 'pass' ? bundle.history.map(versionOf) : [],
    trial: policy.trial,
  };
};

const versionOf = ({ leaf, opening }: ParsedBundle['history'][number]): ProvenVersion =>
  opening === undefined ? { leaf } : { leaf, body: opening.body };

/**
 * Every step of docs/proof-format.md §7 and the two answers that follow. Pure, and never throws, whatever the bundle: what is wrong in
 * fetched bytes is `cannot-confirm`, never `not-authentic`.
 */
export const verify = (input: VerifyInput): Verification => {
  let bundle: ParsedBundle;
  try {
    bundle = parseBundle(input.bundle);
  } catch (error) {
    return nothing(fail(error instanceof ShapeError ? error.message : 'the bundle cannot be read'), input);
  }
  try {
    return judge(bundle, input);
  } catch {
    // Nothing below throws on hostile bytes; if it does, that is no reason to believe them.
    return nothing(fail('the bundle cannot be judged'), input);
  }
};
