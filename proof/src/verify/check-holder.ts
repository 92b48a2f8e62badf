import type { ParsedBundle, ParsedBody } from '../bundle/parse-bundle.ts';
import { commitFields, verifyField } from '../fields/field-tree.ts';
import type { RecordLeaf } from '../leaf/leaf.ts';
import { fail, notApplicable, pass, passIf, unknown, type Finding } from './check-head.ts';
import { checkAlias, memberAt, opens } from './check-record.ts';
import type { SerialStanding } from './check-serial.ts';
import type { Presented, VerifyInput } from './verification.ts';

const fieldsOpen = ({ kind, commitment }: RecordLeaf, { opened }: VerifyInput): boolean => {
  try {
    return kind === 'fields/1' && opened !== undefined && commitFields(opened) === commitment;
  } catch {
    return false;
  }
};

/** Whether the content at hand is the one that the newest leaf commits to. */
export const checkCommitment = ({ record, opening }: ParsedBundle, input: VerifyInput): Finding => {
  if (record === undefined || record.leaf.kind === 'none') return notApplicable;
  const { leaf } = record;
  if (leaf.kind === 'record/1')
    return opening === undefined
      ? unknown('the body is missing')
      : passIf(opens(leaf, opening), 'body and salt do not give the commitment');
  if (leaf.kind === 'opaque') return unknown('the ledger holds a value that is no record');
  if (input.opened !== undefined)
    return passIf(fieldsOpen(leaf, input), 'the opened fields do not give the commitment');
  const shown = input.presented?.kind === 'fields' && agrees(input.presented, { leaf });
  return shown ? pass : unknown('the record has not been opened');
};

interface Version {
  readonly leaf: RecordLeaf;
  readonly opening?: ParsedBody;
}

const pathOf = (pointer: string): string[] =>
  pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));

/** Whether the presented bytes are of this version; undefined where that cannot be told. */
const agrees = (presented: Presented, { leaf, opening }: Version): boolean | undefined => {
  const { commitment } = leaf;
  if (commitment === null || leaf.kind === 'opaque') return false;
  if (presented.kind === 'record') return opens(leaf, presented);
  if (presented.kind === 'fields')
    return (
      leaf.kind === 'fields/1' &&
      presented.fields.length > 0 &&
      presented.fields.every((field) => verifyField(field, commitment))
    );
  if (opening === undefined || !opens(leaf, opening)) return undefined;
  return memberAt(opening.body, pathOf(presented.pointer)) === presented.digest;
};

/**
 * What the holder brought against every version. It contradicts the record only if all versions are proven and none agrees in a
 * head that is fresh: else a server that hides a version could call a genuine file a fake.
 */
export const checkPresented = (
  { record, opening, history }: ParsedBundle,
  presented: Presented | undefined,
  headIsFresh: boolean,
): Finding => {
  if (presented === undefined || record === undefined) return notApplicable;
  const versions: Version[] = [{ leaf: record.leaf, opening }, ...history];
  const found = versions.map((version) => agrees(presented, version));
  const at = found.indexOf(true);
  if (at !== -1) return at === 0 ? pass : { result: 'pass', detail: `it is of version ${versions[at]!.leaf.n}` };
  if (versions.length !== record.leaf.n || found.includes(undefined))
    return unknown('it may be of a version that is not shown');
  return headIsFresh ? fail('it is of no version of the record') : unknown('it may be of a version that is newer');
};

const recorded = { gtin: ['product', 'gtin'], lot: ['lot'], serial: ['serial'] } as const;

/**
 * The scanned link must be this record's: its GTIN, lot and serial those of the body, and an alias that of the record. Where the lot has
 * issued labels, `serial` says what is known of the scanned one.
 */
export const checkIdentifiers = (
  bundle: ParsedBundle,
  body: unknown,
  { id, identifiers = {} }: VerifyInput,
  serial: SerialStanding | undefined,
): Finding => {
  const byAlias = bundle.id !== id;
  const asked = (['gtin', 'lot', 'serial'] as const).filter((name) => identifiers[name] !== undefined);
  if (bundle.record === undefined || (!byAlias && asked.length === 0)) return notApplicable;
  if (byAlias) {
    const alias = bundle.alias === undefined ? fail('there is no alias') : checkAlias(bundle, bundle.alias);
    if (alias.result !== 'pass') return alias;
  }
  if (asked.length > 0 && body === undefined) return unknown('there is no proven body to compare with');
  const other = asked
    .filter((name) => name !== 'serial' || serial === undefined)
    .find((name) => memberAt(body, recorded[name]) !== identifiers[name]);
  if (other !== undefined) return fail(`the ${other} of the link is not that of the record`);
  if (serial === 'unproven') return unknown('nothing shows whether the serial was issued');
  return passIf(serial !== 'not-issued', 'the serial is none of those issued for this lot');
};
