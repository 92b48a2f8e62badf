import { describe, expect, test } from '@jest/globals';
import {
  actorOf,
  area,
  farmer,
  idOf,
  refusalOf,
  registrar,
  saved,
  standingOf,
  txTime,
} from '../origin/origin-fixtures.ts';
import { registerFarm, registerGrowingArea } from '../origin/growing-area-rules.ts';
import { normaliseSiteCode } from '../origin/site.ts';
import {
  grantAccreditation,
  registerBuild,
  registerOrganisation,
  registerUnit,
  suspendAccreditation,
} from './registry-rules.ts';
import type { Capability } from './registry.ts';

const requestId = idOf('Q');
const education = actorOf('registrar', '', 'EduMSP');
const empty = { msp: 'AgriMSP', commune: '25195', grants: [] };

test('a build is registered once, under the id that follows from its manifest', () => {
  const build = { product: 'verifier-web', version: '0.1.0', manifest: 'ab'.repeat(32) } as const;
  const command = { requestId, id: idOf('BD'), ...build };
  const free = { existing: undefined, buildId: idOf('BD') };
  expect(registerBuild(free, command, registrar).next).toEqual([
    expect.objectContaining({ id: idOf('BD'), type: 'registry/build', body: { ...build, organisation: 'AgriMSP' } }),
  ]);
  expect(refusalOf(() => registerBuild({ ...free, buildId: idOf('X') }, command, registrar))).toBe('registry/build-id');
  expect(refusalOf(() => registerBuild({ ...free, existing: area }, command, registrar))).toBe('registry/id-in-use');
  expect(refusalOf(() => registerBuild(free, command, farmer))).toBe('registry/role-not-allowed');
});

test('an organisation is registered once, by itself', () => {
  const command = { requestId, id: idOf('0RG'), mspId: 'AgriMSP', name: 'Sở Nông nghiệp và Môi trường' };
  const free = { existing: undefined, registered: undefined };
  expect(registerOrganisation(free, command, registrar)).toMatchObject({
    next: [{ id: idOf('0RG'), owner: idOf('0RG'), version: 1, status: 'active', body: { mspId: 'AgriMSP' } }],
    entries: [
      { key: 'a/organisation/AgriMSP', value: idOf('0RG') },
      { key: 'a/owner/AgriMSP', value: 'AgriMSP' },
    ],
    owned: [
      { key: `r/${idOf('0RG')}`, msp: 'AgriMSP' },
      { key: 'a/organisation/AgriMSP', msp: 'AgriMSP' },
      { key: 'a/owner/AgriMSP', msp: 'AgriMSP' },
    ],
  });
  expect(refusalOf(() => registerOrganisation(free, command, education))).toBe('registry/other-organisation');
  expect(refusalOf(() => registerOrganisation({ ...free, registered: idOf('X') }, command, registrar))).toBe(
    'registry/organisation-registered',
  );
  expect(refusalOf(() => registerOrganisation({ ...free, existing: area }, command, registrar))).toBe(
    'registry/id-in-use',
  );
  expect(refusalOf(() => registerOrganisation(free, command, farmer))).toBe('registry/role-not-allowed');
});

test('a unit belongs to the organisation that certified its registrar', () => {
  const command = { requestId, id: idOf('SCH'), name: 'Trường', kind: 'school' as const, commune: '25195' };
  expect(registerUnit({ existing: undefined }, command, education)).toMatchObject({
    next: [{ body: { organisation: 'EduMSP' } }],
    entries: [
      { key: `a/may/${idOf('SCH')}`, value: { msp: 'EduMSP', commune: '25195', grants: [] } },
      { key: 'a/owner/EduMSP', value: 'EduMSP' },
    ],
    owned: [
      { key: `r/${idOf('SCH')}`, msp: 'EduMSP' },
      { key: `a/may/${idOf('SCH')}`, msp: 'EduMSP' },
    ],
  });
  expect(refusalOf(() => registerUnit({ existing: area }, command, education))).toBe('registry/id-in-use');
  expect(refusalOf(() => registerUnit({ existing: undefined }, command, farmer))).toBe('registry/role-not-allowed');
});

describe('accreditations', () => {
  const command = {
    requestId,
    id: idOf('ACC'),
    unit: idOf('C00P'),
    may: ['origin:harvest'] as Capability[],
    from: '2026-01-01T00:00:00Z',
    until: '2027-01-01T00:00:00Z',
  };
  const grant = (change: object = {}, actor = registrar, standing: typeof empty | undefined = empty) =>
    grantAccreditation({ existing: undefined, standing }, { ...command, ...change }, actor);

  test('are added to what the unit may do', () => {
    expect(grant().owned).toEqual([{ key: `r/${idOf('ACC')}`, msp: 'AgriMSP' }]);
    expect(grant().entries).toEqual([
      {
        key: `a/may/${idOf('C00P')}`,
        value: {
          ...empty,
          grants: [{ accreditation: idOf('ACC'), may: ['origin:harvest'], from: command.from, until: command.until }],
        },
      },
    ]);
  });

  test.each([
    ['to an unknown unit', {}, registrar, null, 'registry/unit-not-found'],
    ["to another organisation's unit", {}, education, empty, 'registry/other-organisation'],
    [
      'for what the organisation does not oversee',
      {},
      education,
      { ...empty, msp: 'EduMSP' },
      'registry/other-organisation',
    ],
    ['that ends when it begins', { until: command.from }, registrar, empty, 'registry/period-invalid'],
    ['by a farmer', {}, farmer, empty, 'registry/role-not-allowed'],
  ])('%s are refused', (_name, change, actor, standing, expected) => {
    const context = { existing: undefined, standing: standing ?? undefined };
    expect(refusalOf(() => grantAccreditation(context, { ...command, ...change }, actor))).toBe(expected);
  });

  test('are suspended once, with the reason, and then no longer count', () => {
    const [draft] = grant().next;
    const accreditation = saved(draft!) as Parameters<typeof suspendAccreditation>[0]['accreditation'];
    const suspend = (record: typeof accreditation, actor = registrar) =>
      suspendAccreditation(
        { accreditation: record, standing: standingOf('origin:harvest') },
        { requestId, id: idOf('ACC'), reason: 'Vi phạm' },
        actor,
        txTime,
      );
    expect(suspend(accreditation)).toMatchObject({
      next: [{ status: 'suspended', version: 2, body: { suspension: { reason: 'Vi phạm', at: txTime } } }],
      entries: [{ value: { grants: [] } }],
    });
    expect(refusalOf(() => suspend({ ...accreditation!, status: 'suspended' }))).toBe(
      'registry/accreditation-not-active',
    );
    expect(refusalOf(() => suspend(undefined))).toBe('registry/accreditation-not-found');
    expect(refusalOf(() => suspend(accreditation, education))).toBe('registry/other-organisation');
  });
});

describe('growing areas and farms', () => {
  const command = { requestId, id: idOf('AREA'), unit: idOf('C00P'), ...area.body, puc: 'vn dnor.0269' };
  const register = (context: object = {}, actor = registrar) =>
    registerGrowingArea({ existing: undefined, taken: undefined, standing: empty, ...context }, command, actor);

  test('a code is compared without case and separators', () => {
    expect(normaliseSiteCode('vn dnor.0269')).toBe('VN-DNOR-0269');
    expect(register().entries).toEqual([{ key: 'a/puc/VN-DNOR-0269', value: idOf('AREA') }]);
    expect(refusalOf(() => register({ taken: idOf('X') }))).toBe('origin/puc-in-use');
  });

  test('only the agriculture department registers them, for its own units', () => {
    expect(refusalOf(() => register({}, education))).toBe('registry/other-organisation');
    expect(refusalOf(() => register({ standing: undefined }))).toBe('registry/unit-not-found');
    expect(refusalOf(() => register({}, farmer))).toBe('registry/role-not-allowed');
  });

  test('a unit registers farms on its own growing area; a registrar for any unit of the organisation', () => {
    const farm = { requestId, id: idOf('FARM'), name: 'Hộ', growingArea: idOf('AREA'), commune: '25195' };
    const attempt = (change: object, actor = farmer, context: object = {}) =>
      refusalOf(() =>
        registerFarm(
          { existing: undefined, area, standing: standingOf('origin:harvest'), ...context },
          { ...farm, ...change },
          actor,
          txTime,
        ),
      );
    expect(attempt({})).toBe('accepted');
    expect(attempt({ unit: idOf('H0') })).toBe('origin/growing-area-of-other-unit');
    expect(attempt({ unit: idOf('H0') }, registrar)).toBe('accepted');
    expect(attempt({}, education)).toBe('registry/other-organisation');
    expect(attempt({}, actorOf('farmer', 'H0'))).toBe('origin/growing-area-of-other-unit');
    expect(attempt({}, farmer, { area: undefined })).toBe('origin/growing-area-not-found');
  });
});
