import { X509Certificate } from 'node:crypto';
import { join } from 'node:path';
import express from 'express';
import { bearerAuth, type Authenticate } from '../auth/bearer.ts';
import type { Config } from '../config.ts';
import { HttpProblem, sendProblem } from '../http/http-problem.ts';
import type { Person } from '../vault/vault.ts';
import { certificateAuthority } from './certificate-authority.ts';
import { chosenUnits } from './chosen-units.ts';
import { agentDeviceRoutes } from './devices/agent-device-routes.ts';
import { carryRevocations } from './devices/carry-revocations.ts';
import { openDeviceBook } from './devices/device-book.ts';
import { invitations } from './invitations.ts';
import { invitedRole, rolesToGive, unitToLookAfter } from './invited-role.ts';
import { membersFile, type Member } from './members-file.ts';
import { memberNames } from './member-names.ts';
import { openPeople } from './people.ts';
import { nameIn } from './request-certificate.ts';
import { standingTokens } from './standing-tokens.ts';
import { unitMemberRoutes } from './unit-members.ts';

const isSameWork = (one: Member, other: Member): boolean =>
  one.mspId === other.mspId && one.unit === other.unit && one.role === other.role;

const longestLabel = 80;
const longestName = 120;

/**
 * `POST /enrol {csr}`: for a key that the gateway keeps. `POST /enrol-own {csr}`: for a key that never leaves the person's device; it takes only
 * tokens of the agent's own audience, which a gateway never sees, else the gateway could enrol a key of its own as the person's.
 * The agent checks the token itself, so that nobody can be enrolled who did not sign in. `POST /standing`: what a program that acts in the
 * person's name asks by later (`GET /standing`) whether they still work there. `/devices`: keys of people's own, and the report that one is lost.
 * `POST /members {name}`: the person's units, and how their sign-in calls them, which `/unit-members` tells those who look after the unit.
 */
export function agentApp(config: Config): express.Express {
  const folder = join(config.dataDir, 'enrolment');
  const people = openPeople(config.dataDir, config.vaultKey);
  const listed = membersFile(config.dataDir, people);
  const invited = invitations(config.dataDir, people);
  const chosen = chosenUnits(config.dataDir, people);
  const names = memberNames(config.dataDir, people);
  /** One for each unit in which they work and each role that they have there. @throws HttpProblem */
  const membershipsOf = (who: Person): readonly [Member, ...Member[]] => {
    const person = people.tag(who);
    const all = [...listed.all(), ...invited.members()].filter((member) => member.person === person);
    // Listed, and invited besides: it is one place of work.
    const [first, ...more] = all.filter((one, at) => all.findIndex((other) => isSameWork(one, other)) === at);
    if (first === undefined) throw new HttpProblem('auth/no-member');
    return [first, ...more];
  };
  /** The organisation's own list has them in the unit: they did not come by an invitation. */
  const isListed = ({ person, mspId, unit }: Member): boolean =>
    listed.all().some((one) => one.person === person && one.mspId === mspId && one.unit === unit);
  /** Where and as what the person works now: as chosen, else the first. */
  const memberOf = (who: Person): Member => {
    const memberships = membershipsOf(who);
    const now = chosen.of(memberships[0].person);
    const inUnit = memberships.filter(({ unit }) => unit === now?.unit);
    return inUnit.find(({ role }) => role === now?.role) ?? inUnit[0] ?? memberships[0];
  };
  const devices = openDeviceBook(join(folder, 'devices.db'), people);
  const carrier = carryRevocations({
    ...{ book: devices, folder, command: config.revokeCommand },
    authority: (mspId) => certificateAuthority(config.networkDir, mspId),
  });
  const enrol =
    (authenticate: Authenticate, signing: 'custodial' | 'own'): express.RequestHandler =>
    async (request, response) => {
      const person = await authenticate(request);
      const member = memberOf(person);
      const { csr, label = '' } = (request.body ?? {}) as { csr?: unknown; label?: unknown };
      const id = typeof csr === 'string' ? nameIn(csr) : undefined;
      if (typeof csr !== 'string' || id === undefined) throw new HttpProblem('http/invalid-body', 'csr');
      if (typeof label !== 'string' || label.length > longestLabel) throw new HttpProblem('http/invalid-body', 'label');
      const authority = await certificateAuthority(config.networkDir, member.mspId);
      const certificatePem = await authority.enrol(id, csr, {
        'dn.role': member.role,
        'dn.unit': member.unit,
        'dn.signing': signing,
      });
      const { serialNumber, validTo } = new X509Certificate(certificatePem);
      const { mspId, unit, role } = member;
      const [enrolledAt, validUntil] = [new Date().toISOString(), new Date(validTo).toISOString()];
      const { issuer, subject: sub } = person;
      if (signing === 'own')
        devices.add({ id, issuer, sub, mspId, unit, role, serial: serialNumber, label, enrolledAt, validUntil });
      const device = signing === 'own' ? { device: id } : {};
      response.status(201).json({ mspId, certificatePem, unit, role, ...device });
    };
  const authenticate = bearerAuth(config.issuer, config.audience);
  const app = express();
  app.disable('x-powered-by');
  app.use((_request, response, next) => {
    // Bearer tokens, no cookies: any page may ask, and only a person's own token opens.
    response.set({ 'Access-Control-Allow-Origin': '*', 'Access-Control-Allow-Headers': 'authorization, content-type' });
    next();
  });
  app.options('/enrol-own', (_request, response) => void response.sendStatus(204));
  app.get('/member', async (request, response) => {
    const person = await authenticate(request);
    const { mspId, role, unit } = memberOf(person);
    response.json({ mspId, role, unit });
  });
  const small = express.json({ limit: '1kb' });
  app.post('/members', small, async (request, response) => {
    const all = membershipsOf(await authenticate(request));
    const { name = '' } = (request.body ?? {}) as { name?: unknown };
    if (typeof name !== 'string') throw new HttpProblem('http/invalid-body', 'name');
    if (all.some(({ unit }) => unit !== '')) names.keep(all[0].person, name.slice(0, longestName));
    response.json({ items: all.map(({ mspId, role, unit }) => ({ mspId, role, unit })) });
  });
  const standing = standingTokens(config.dataDir);
  app.post('/standing', async (request, response) => {
    const { issuer, subject } = await authenticate(request);
    membershipsOf({ issuer, subject });
    response.status(201).json({ standing: standing.of({ issuer, subject }) });
  });
  app.get('/standing', (request, response) => {
    const sent = /^Bearer (\S+)$/i.exec(request.get('authorization') ?? '')?.[1] ?? '';
    const person = standing.read(sent);
    if (person === undefined) throw new HttpProblem('auth/token-refused', '', { 'WWW-Authenticate': 'Bearer' });
    const all = membershipsOf(person);
    response.json({ items: all.map(({ mspId, role, unit }) => ({ mspId, role, unit })) });
  });
  app.post('/member/unit', small, async (request, response) => {
    const person = await authenticate(request);
    const { unit, role } = (request.body ?? {}) as { unit?: unknown; role?: unknown };
    const found = membershipsOf(person).find((one) => one.unit === unit && (role ?? one.role) === one.role);
    if (found === undefined) throw new HttpProblem('auth/not-your-unit');
    chosen.choose(found.person, found);
    response.status(204).end();
  });
  const tokenIn = (request: express.Request): string => {
    const { token } = (request.body ?? {}) as { token?: unknown };
    if (typeof token !== 'string') throw new HttpProblem('http/invalid-body', 'token');
    return token;
  };
  app.post('/invitations', small, async (request, response) => {
    const member = memberOf(await authenticate(request));
    const { unit, role } = (request.body ?? {}) as { unit?: unknown; role?: unknown };
    const into = unitToLookAfter(member, unit);
    const made = invited.make({ mspId: member.mspId, role: invitedRole(member, isListed(member), role), unit: into });
    if (made === undefined) throw new HttpProblem('auth/too-many-invitations', into);
    response.status(201).json(made);
  });
  app.post('/invitations/look', small, async (request, response) => {
    await authenticate(request);
    const found = invited.look(tokenIn(request));
    if (found === undefined) throw new HttpProblem('auth/invitation-refused');
    response.json(found);
  });
  app.post('/invitations/join', small, async (request, response) => {
    const person = people.tag(await authenticate(request));
    const joined = invited.join(tokenIn(request), person);
    if (joined === undefined) throw new HttpProblem('auth/invitation-refused');
    chosen.choose(person, joined);
    response.json(joined);
  });
  const who = async (request: express.Request): Promise<Member> => memberOf(await authenticate(request));
  app.use(agentDeviceRoutes({ book: devices, carrier, now: Date.now, who }));
  app.use(
    unitMemberRoutes({
      ...{ listed, invited, names, book: devices, carrier, now: Date.now },
      ...{ who, isListed, unitOf: unitToLookAfter, rolesOf: (member) => rolesToGive(member, isListed(member)) },
    }),
  );
  app.post('/enrol', express.json({ limit: '16kb' }), enrol(authenticate, 'custodial'));
  app.post(
    '/enrol-own',
    express.json({ limit: '16kb' }),
    enrol(bearerAuth(config.issuer, config.enrolmentAudience), 'own'),
  );
  app.use(sendProblem);
  return app;
}
