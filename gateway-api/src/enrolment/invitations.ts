import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { replaceFile } from '../durable-file.ts';
import type { Member } from './members-file.ts';
import type { People } from './people.ts';

/** Who used an invitation, by their blinded account: one person, once. */
interface Joined {
  readonly person: string;
  readonly at: string;
}
/** An earlier version named the account itself. */
interface EarlierJoined {
  readonly issuer: string;
  readonly sub: string;
  readonly at: string;
}

interface Invitation {
  /** SHA-256 of the token, hex: the file lets nobody in. */
  readonly hash: string;
  readonly mspId: string;
  readonly role: string;
  readonly unit: string;
  /** ISO 8601. */
  readonly expiresAt: string;
  readonly joined?: Joined;
}

/** Somebody who came by an invitation. */
export interface InvitedMember extends Member {
  readonly id: string;
  /** When, ISO 8601. */
  readonly at: string;
}

export interface Invited {
  readonly mspId: string;
  readonly role: string;
  readonly unit: string;
  readonly expiresAt: string;
}

export const invitationHours = 72;
/** Open ones of a unit at a time. */
const mostOpen = 200;

const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex');
const idOf = (hash: string): string => hash.slice(0, 32);

/**
 * Invitations into units, and the memberships that came of them, in one file: that a token is used and that its person is a member are one write.
 * `now`: milliseconds.
 */
export function invitations(dataDir: string, people: Pick<People, 'tag'>, now: () => number = Date.now) {
  const folder = join(dataDir, 'enrolment');
  const file = join(folder, 'invitations.json');
  const blinded = (joined: Joined | EarlierJoined): Joined =>
    'person' in joined ? joined : { person: people.tag({ issuer: joined.issuer, subject: joined.sub }), at: joined.at };
  const read = (): Invitation[] => {
    if (!existsSync(file)) return [];
    const kept = JSON.parse(readFileSync(file, 'utf8')) as (Omit<Invitation, 'joined'> & {
      readonly joined?: Joined | EarlierJoined;
    })[];
    return kept.map(({ joined, ...one }) => (joined === undefined ? one : { ...one, joined: blinded(joined) }));
  };
  const write = (all: readonly Invitation[]): void => {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    replaceFile(file, JSON.stringify(all, null, 1), 0o600);
  };
  if (existsSync(file) && readFileSync(file, 'utf8').includes('"sub"')) write(read());
  const isOpen = ({ expiresAt, joined }: Invitation): boolean => joined === undefined && Date.parse(expiresAt) > now();
  const told = ({ mspId, role, unit, expiresAt }: Invitation): Invited => ({ mspId, role, unit, expiresAt });

  return {
    /** The token is nowhere but in the answer; undefined where the unit has too many open ones. */
    make(into: Pick<Invited, 'mspId' | 'role' | 'unit'>): (Invited & { readonly token: string }) | undefined {
      // What ended unused is of no use to anybody.
      const kept = read().filter((one) => one.joined !== undefined || isOpen(one));
      if (kept.filter((one) => one.unit === into.unit && isOpen(one)).length >= mostOpen) return undefined;
      const token = randomBytes(16).toString('base64url');
      const expiresAt = new Date(now() + invitationHours * 3_600_000).toISOString();
      const { mspId, role, unit } = into;
      write([...kept, { hash: hashOf(token), mspId, role, unit, expiresAt }]);
      return { mspId, role, unit, expiresAt, token };
    },
    /** What an open invitation leads to. */
    look(token: string): Invited | undefined {
      const found = read().find(({ hash }) => hash === hashOf(token));
      return found !== undefined && isOpen(found) ? told(found) : undefined;
    },
    /** Lets the person in, on disk before it returns. Once; the same person asking again hears the same. */
    join(token: string, person: string): Invited | undefined {
      const all = read();
      const found = all.find(({ hash }) => hash === hashOf(token));
      if (found?.joined?.person === person) return told(found);
      if (found === undefined || !isOpen(found)) return undefined;
      const joined = { person, at: new Date(now()).toISOString() };
      write(all.map((one) => (one === found ? { ...one, joined } : one)));
      return told(found);
    },
    /** Memberships that came of invitations. */
    members: (): InvitedMember[] =>
      read().flatMap(({ hash, joined, mspId, role, unit }) =>
        joined === undefined ? [] : [{ id: idOf(hash), at: joined.at, person: joined.person, mspId, role, unit }],
      ),
    /** Ends such a membership, on disk before it returns; nothing of it is kept, and its token opens nothing again. */
    end: (id: string): void => write(read().filter(({ hash, joined }) => joined === undefined || idOf(hash) !== id)),
  };
}
