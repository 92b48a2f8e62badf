import { json, Router, type Request } from 'express';
import { HttpProblem } from '../http/http-problem.ts';
import type { RevocationCarrier } from './devices/carry-revocations.ts';
import type { DeviceBook } from './devices/device-book.ts';
import type { InvitedMember } from './invitations.ts';
import type { MemberNames } from './member-names.ts';
import { looksAfter, type Member } from './members-file.ts';

/** Somebody who works for a unit, as the agent tells those who may know. */
export interface UnitMember {
  /** Of the membership, where it came of an invitation; null for a line of the organisation's own list, which its administrator keeps. */
  readonly id: string | null;
  /** As the sign-in says it; null before the first one. */
  readonly name: string | null;
  readonly role: string;
  /** ISO 8601; null on the organisation's own list. */
  readonly joinedAt: string | null;
  readonly isYou: boolean;
  /** Whether who asks may end it. */
  readonly mayEnd: boolean;
}

export interface UnitMemberDeps {
  readonly listed: { all(): readonly Member[] };
  readonly invited: { members(): readonly InvitedMember[]; end(id: string): void };
  readonly names: Pick<MemberNames, 'of' | 'forget'>;
  readonly book: Pick<DeviceBook, 'ofPerson' | 'lose'>;
  readonly carrier: Pick<RevocationCarrier, 'start'>;
  /** Who asks, as a member of the unit in which they work now. @throws HttpProblem */
  who(request: Request): Promise<Member>;
  /** The unit whose people somebody looks after: their own, or for a registrar the one that is asked for. @throws HttpProblem */
  unitOf(member: Member, asked: unknown): string;
  /** Whether the organisation's own list has them in their unit. */
  isListed(member: Member): boolean;
  /** In which roles they may let others work. */
  rolesOf(member: Member): readonly string[];
  readonly now: () => number;
}

/**
 * `GET /unit-members?unit=`: who works for a unit, told to its people and to its registrar, and in which roles who asks may let others work there. `POST /unit-members/:id/end`: ends a membership that came of
 * an invitation, by the person, by somebody whom the organisation itself listed for the unit, or by its registrar; the keys that the person enrolled
 * for the unit on their own devices are revoked with it.
 */
export function unitMemberRoutes(deps: UnitMemberDeps): Router {
  const { listed, invited, names, book, carrier, who, unitOf, isListed, rolesOf, now } = deps;
  const router = Router();
  const mayEnd = (asker: Member, one: InvitedMember): boolean =>
    one.person === asker.person || isListed({ ...one, person: asker.person }) || looksAfter(asker, one.mspId);

  router.get('/unit-members', async (request, response) => {
    const asker = await who(request);
    const unit = unitOf(asker, request.query['unit']);
    const isHere = (one: Member): boolean => one.unit === unit && one.mspId === asker.mspId;
    const told = (one: Member) => ({
      ...{ name: names.of(one.person) ?? null, role: one.role, isYou: one.person === asker.person },
    });
    const items: UnitMember[] = [
      ...listed
        .all()
        .filter(isHere)
        .map((one) => ({ id: null, joinedAt: null, mayEnd: false, ...told(one) })),
      ...invited
        .members()
        .filter(isHere)
        .map((one) => ({ id: one.id, joinedAt: one.at, mayEnd: mayEnd(asker, one), ...told(one) })),
    ];
    response.json({ items, invites: rolesOf(asker) });
  });

  router.post('/unit-members/:id/end', json({ limit: '1kb' }), async (request, response) => {
    const asker = await who(request);
    const found = invited.members().find(({ id }) => id === request.params.id);
    // Who works elsewhere is nobody's business: as if there were none.
    if (found === undefined || !mayEnd(asker, found)) throw new HttpProblem('auth/no-such-member', request.params.id);
    // Their keys first: were this process killed in between, the membership is still there to be ended again.
    const lost = book.ofPerson(found.person).filter(({ unit, lostAt }) => unit === found.unit && lostAt === null);
    for (const { id } of lost) book.lose(id, new Date(now()).toISOString());
    if (lost.length > 0) carrier.start();
    invited.end(found.id);
    const works = [...listed.all(), ...invited.members()].some(({ person }) => person === found.person);
    if (!works) names.forget(found.person);
    response.json({ unit: found.unit });
  });
  return router;
}
