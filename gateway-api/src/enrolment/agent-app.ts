import { randomUUID, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isId } from '@daunguon/proof';
import express from 'express';
import { bearerAuth, type Authenticate } from '../auth/bearer.ts';
import type { Config } from '../config.ts';
import { HttpProblem, sendProblem } from '../http/http-problem.ts';
import { certificateAuthority } from './certificate-authority.ts';
import { chosenUnits } from './chosen-units.ts';
import { agentDeviceRoutes } from './devices/agent-device-routes.ts';
import { carryRevocations } from './devices/carry-revocations.ts';
import { openDeviceBook } from './devices/device-book.ts';
import { invitations, type Member } from './invitations.ts';
import { standingTokens } from './standing-tokens.ts';

const longestLabel = 80;

/** One line for each unit in which the person works. Read at each enrolment: a change takes effect at once. */
const membershipsOf = (config: Config, issuer: string, subject: string): readonly [Member, ...Member[]] => {
  const file = join(config.dataDir, 'enrolment', 'members.json');
  const members = JSON.parse(readFileSync(file, 'utf8')) as readonly Member[];
  const all = [...members, ...invitations(config.dataDir).members()];
  const [first, ...more] = all.filter((member) => member.issuer === issuer && member.sub === subject);
  if (first === undefined) throw new HttpProblem('auth/no-member');
  return [first, ...more];
};

/** The unit in which the person works now: the chosen one, else the first. */
const memberOf = (config: Config, issuer: string, subject: string): Member => {
  const memberships = membershipsOf(config, issuer, subject);
  const chosen = chosenUnits(config.dataDir).of(issuer, subject);
  return memberships.find(({ unit }) => unit === chosen) ?? memberships[0];
};

/** People of a unit that grows or packs invite into it; a registrar into any unit that the organisation certifies people for. */
function unitToInviteInto({ role, unit: own }: Member, asked: unknown): string {
  if (role === 'registrar' && isId(asked)) return asked;
  if (!['farmer', 'packer'].includes(role) || own === '') throw new HttpProblem('auth/may-not-invite');
  return own;
}

/**
 * `POST /enrol {csr}`: for a key that the gateway keeps. `POST /enrol-own {csr}`: for a key that never leaves the person's device; it takes only
 * tokens of the agent's own audience, which a gateway never sees, else the gateway could enrol a key of its own as the person's.
 * The agent checks the token itself, so that nobody can be enrolled who did not sign in. `POST /standing`: what a program that acts in the
 * person's name asks by later (`GET /standing`) whether they still work there. `/devices`: keys of people's own, and the report that one is lost.
 */
export function agentApp(config: Config): express.Express {
  const folder = join(config.dataDir, 'enrolment');
  const devices = openDeviceBook(join(folder, 'devices.db'));
  const carrier = carryRevocations({
    ...{ book: devices, folder, command: config.revokeCommand },
    authority: (mspId) => certificateAuthority(config.networkDir, mspId),
  });
  const enrol =
    (authenticate: Authenticate, signing: 'custodial' | 'own'): express.RequestHandler =>
    async (request, response) => {
      const person = await authenticate(request);
      const member = memberOf(config, person.issuer, person.subject);
      const { csr, label = '' } = (request.body ?? {}) as { csr?: unknown; label?: unknown };
      if (typeof csr !== 'string') throw new HttpProblem('http/invalid-body', 'csr');
      if (typeof label !== 'string' || label.length > longestLabel) throw new HttpProblem('http/invalid-body', 'label');
      const authority = await certificateAuthority(config.networkDir, member.mspId);
      const id = randomUUID().replaceAll('-', '');
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
    const { mspId, role, unit } = memberOf(config, person.issuer, person.subject);
    response.json({ mspId, role, unit });
  });
  app.get('/members', async (request, response) => {
    const person = await authenticate(request);
    const all = membershipsOf(config, person.issuer, person.subject);
    response.json({ items: all.map(({ mspId, role, unit }) => ({ mspId, role, unit })) });
  });
  const standing = standingTokens(config.dataDir);
  app.post('/standing', async (request, response) => {
    const { issuer, subject } = await authenticate(request);
    membershipsOf(config, issuer, subject);
    response.status(201).json({ standing: standing.of({ issuer, subject }) });
  });
  app.get('/standing', (request, response) => {
    const sent = /^Bearer (\S+)$/i.exec(request.get('authorization') ?? '')?.[1] ?? '';
    const person = standing.read(sent);
    if (person === undefined) throw new HttpProblem('auth/token-refused', '', { 'WWW-Authenticate': 'Bearer' });
    const all = membershipsOf(config, person.issuer, person.subject);
    response.json({ items: all.map(({ mspId, role, unit }) => ({ mspId, role, unit })) });
  });
  app.post('/member/unit', express.json({ limit: '1kb' }), async (request, response) => {
    const { issuer, subject } = await authenticate(request);
    const { unit } = (request.body ?? {}) as { unit?: unknown };
    const found = membershipsOf(config, issuer, subject).find((one) => one.unit === unit);
    if (found === undefined) throw new HttpProblem('auth/not-your-unit');
    chosenUnits(config.dataDir).choose(issuer, subject, found.unit);
    response.status(204).end();
  });
  const invited = invitations(config.dataDir);
  const tokenIn = (request: express.Request): string => {
    const { token } = (request.body ?? {}) as { token?: unknown };
    if (typeof token !== 'string') throw new HttpProblem('http/invalid-body', 'token');
    return token;
  };
  const small = express.json({ limit: '1kb' });
  app.post('/invitations', small, async (request, response) => {
    const { issuer, subject } = await authenticate(request);
    const member = memberOf(config, issuer, subject);
    const { unit } = (request.body ?? {}) as { unit?: unknown };
    const into = unitToInviteInto(member, unit);
    const made = invited.make({ mspId: member.mspId, role: 'farmer', unit: into });
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
    const { issuer, subject } = await authenticate(request);
    const joined = invited.join(tokenIn(request), issuer, subject);
    if (joined === undefined) throw new HttpProblem('auth/invitation-refused');
    chosenUnits(config.dataDir).choose(issuer, subject, joined.unit);
    response.json(joined);
  });
  app.use(
    agentDeviceRoutes({
      ...{ book: devices, carrier, now: Date.now },
      who: async (request) => {
        const { issuer, subject } = await authenticate(request);
        return { issuer, subject, member: memberOf(config, issuer, subject) };
      },
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
