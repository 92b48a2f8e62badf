import { bytesToHex } from '@noble/hashes/utils.js';
import { NoteError } from './note-error.ts';
import { algorithms, formatVkey, parseVkey, type Vkey } from './vkey.ts';

/** A line of a trust policy that cannot be obeyed; `line` counts from 1. */
export class PolicyError extends Error {
  readonly code: PolicyErrorCode;
  readonly line: number;
  constructor(code: PolicyErrorCode, line: number, message: string) {
    super(`line ${line}: ${message}`);
    this.name = 'PolicyError';
    this.code = code;
    this.line = line;
  }
}
export type PolicyErrorCode =
  | 'length'
  | 'encoding'
  | 'keyword'
  | 'fields'
  | 'key'
  | 'duplicate-key'
  | 'name'
  | 'unknown-name'
  | 'threshold'
  | 'quorum';

/** A log or witness that is trusted in its role. */
export interface PolicyKey {
  readonly vkey: Vkey;
  readonly url?: string;
}

export interface PolicyGroup {
  /** How many members must agree. */
  readonly threshold: number;
  /** Names of witnesses and groups. */
  readonly members: readonly string[];
}

/** C2SP tlog-policy. Names mean something inside the policy only; no name is both witness and group. */
export interface TlogPolicy {
  readonly logs: readonly PolicyKey[];
  readonly witnesses: ReadonlyMap<string, PolicyKey>;
  readonly groups: ReadonlyMap<string, PolicyGroup>;
  /** Name of a witness or group, or `none`. */
  readonly quorum: string;
}

const none = 'none';
/** Control characters but the tab. */
const control = /[^\t -~\u0080-\u{10ffff}]/u;
const maxLength = 64 * 1024;

/** Policies are read line by line: each keyword has its rule, and what a line uses stands above it. */
class PolicyReader {
  readonly logs: PolicyKey[] = [];
  readonly witnesses = new Map<string, PolicyKey>();
  readonly groups = new Map<string, PolicyGroup>();
  quorum: string | undefined;
  readonly #publicKeys = new Set<string>();
  readonly #hints = new Set<string>();
  readonly #members = new Set<string>();
  #line = 0;

  refuse(code: PolicyErrorCode, message: string): never {
    throw new PolicyError(code, this.#line, message);
  }

  read(line: string): void {
    this.#line += 1;
    const [keyword, ...fields] = line.split(/[ \t]+/).filter((field) => field !== '');
    if (keyword === undefined || keyword.startsWith('#')) return;
    if (keyword === 'log') this.#log(fields);
    else if (keyword === 'witness') this.#witness(fields);
    else if (keyword === 'group') this.#group(fields);
    else if (keyword === 'quorum') this.#quorum(fields);
    else this.refuse('keyword', 'a line begins with log, witness, group or quorum');
  }

  #log([vkey, url, ...rest]: readonly string[]): void {
    if (vkey === undefined || rest.length > 0) this.refuse('fields', 'log <vkey> [<url>]');
    this.logs.push(this.#key(vkey, url, algorithms.note));
  }

  #witness([name, vkey, url, ...rest]: readonly string[]): void {
    if (name === undefined || vkey === undefined || rest.length > 0)
      this.refuse('fields', 'witness <name> <vkey> [<url>]');
    this.#newName(name);
    this.witnesses.set(name, this.#key(vkey, url, algorithms.cosignature));
  }

  #group([name, count, ...members]: readonly string[]): void {
    if (name === undefined || count === undefined || members.length === 0)
      this.refuse('fields', 'group <name> all|any|<k> <member>...');
    this.#newName(name);
    for (const member of members) {
      if (!this.#isKnown(member)) this.refuse('unknown-name', `${member} is not defined above`);
      // Each name at most once in all groups, so that a witness counts towards the quorum in one way only.
      if (this.#members.has(member)) this.refuse('name', `${member} is a member already`);
      this.#members.add(member);
    }
    const threshold =
      count === 'all' ? members.length : count === 'any' ? 1 : /^[1-9][0-9]*$/.test(count) ? Number(count) : 0;
    if (threshold < 1 || threshold > members.length)
      this.refuse('threshold', 'k is between 1 and the number of members');
    this.groups.set(name, { threshold, members });
  }

  #quorum([name, ...rest]: readonly string[]): void {
    if (name === undefined || rest.length > 0) this.refuse('fields', 'quorum <name>');
    if (this.quorum !== undefined) this.refuse('quorum', 'there is one quorum line');
    if (name !== none && !this.#isKnown(name)) this.refuse('unknown-name', `${name} is not defined above`);
    this.quorum = name;
  }

  #isKnown(name: string): boolean {
    return this.witnesses.has(name) || this.groups.has(name);
  }

  #newName(name: string): void {
    if (name === none || this.#isKnown(name)) this.refuse('name', `${name} is taken`);
  }

  /** One key, one role: a key that stood twice could be counted twice. */
  #key(text: string, url: string | undefined, algorithm: Vkey['algorithm']): PolicyKey {
    let vkey;
    try {
      vkey = parseVkey(text);
    } catch (error) {
      if (error instanceof NoteError) this.refuse('key', error.message);
      throw error;
    }
    if (vkey.algorithm !== algorithm)
      this.refuse(
        'key',
        algorithm === algorithms.note ? 'a log has a key of type 0x01' : 'a witness has a key of type 0x04',
      );
    const publicKey = bytesToHex(vkey.publicKey);
    const hint = `${vkey.name}+${bytesToHex(vkey.keyId)}`;
    if (this.#publicKeys.has(publicKey) || this.#hints.has(hint)) this.refuse('duplicate-key', 'the key stands twice');
    this.#publicKeys.add(publicKey);
    this.#hints.add(hint);
    return url === undefined ? { vkey } : { vkey, url };
  }
}

/** Throws PolicyError with the line that is wrong. */
export const parseTlogPolicy = (text: string): TlogPolicy => {
  const reader = new PolicyReader();
  if (text.length > maxLength) throw new PolicyError('length', 1, `a policy has at most ${maxLength} characters`);
  const lines = text.split('\n');
  const rest = lines.pop();
  for (const line of lines) {
    reader.read(line);
    if (control.test(line)) reader.refuse('encoding', 'control characters other than tab');
  }
  if (rest !== '') throw new PolicyError('encoding', lines.length + 1, 'the line has no newline');
  const { logs, witnesses, groups, quorum } = reader;
  if (quorum === undefined) throw new PolicyError('quorum', lines.length + 1, 'there is no quorum line');
  return { logs, witnesses, groups, quorum };
};

const keyText = ({ vkey, url }: PolicyKey): string =>
  formatVkey(vkey.name, vkey.algorithm, vkey.publicKey) + (url === undefined ? '' : ` ${url}`);

/** The policy as text; groups in the order of the map, which must name members before it uses them. */
export const formatTlogPolicy = (policy: TlogPolicy): string => {
  const lines = [
    ...policy.logs.map((log) => `log ${keyText(log)}`),
    ...[...policy.witnesses].map(([name, witness]) => `witness ${name} ${keyText(witness)}`),
    ...[...policy.groups].map(([name, { threshold, members }]) => `group ${name} ${threshold} ${members.join(' ')}`),
    `quorum ${policy.quorum}`,
  ];
  const text = `${lines.join('\n')}\n`;
  parseTlogPolicy(text);
  return text;
};

/** Whether a witness or group of the policy agrees, given which witnesses do. `none` always agrees, an unknown name never. */
export const satisfies = (policy: TlogPolicy, name: string, agrees: (witness: string) => boolean): boolean => {
  if (name === none) return true;
  if (policy.witnesses.has(name)) return agrees(name);
  const group = policy.groups.get(name);
  return (
    group !== undefined && group.members.filter((member) => satisfies(policy, member, agrees)).length >= group.threshold
  );
};
