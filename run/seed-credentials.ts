import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { credentialIdOf } from '../gateway-api/src/domains/credential/issue-credentials.ts';
import type { SeedIds } from './seed-ids.ts';
import type { MakeStep } from './seed-ocop.ts';
import type { SeedStep } from './seed-steps.ts';

const school = 'Trường THPT Xuân Lộc (mẫu)';
/** Made-up people: none of these names stands for a real person. */
const graduates = [
  { fullName: 'Nguyễn Thị Văn Bằng', birthDate: '2008-01-31', serialNumber: 'MAU 0001', holder: 'demo-graduate' },
  { fullName: 'Trần Văn Thu Hồi', birthDate: '2008-05-12', serialNumber: 'MAU 0002' },
] as const;

/** A school, its keys (kept by the gateway: test profile), two diplomas and a course certificate; one diploma is revoked. */
export function credentialSteps(ids: SeedIds, step: MakeStep, date: (daysAgo: number) => string): SeedStep[] {
  const issuedOn = date(60);
  const shared = { issuedOn, issuer: school };
  const diplomas = graduates.map(({ holder, ...person }: { holder?: string } & Record<string, string>, index) => ({
    kind: 'diploma',
    contents: {
      ...shared,
      ...person,
      title: 'Bằng tốt nghiệp trung học phổ thông',
      school,
      graduationYear: Number(issuedOn.slice(0, 4)),
      registerNumber: `${index + 1}/MAU`,
    },
    ...(holder === undefined ? {} : { holder }),
  }));
  const course = {
    kind: 'course-certificate',
    contents: {
      ...shared,
      title: 'Chứng chỉ khóa học',
      fullName: graduates[0].fullName,
      course: 'An toàn số cơ bản',
      hours: 30,
    },
    holder: graduates[0].holder,
  };
  const issue = step('credentials', 'school', '/api/credential/custodial/issue', {
    credentials: [...diplomas, course],
  });
  const key = (name: string, use: string): SeedStep =>
    step(name, 'school', '/api/credential/custodial/keys', { id: ids.of(name), use });
  return [
    step('unit-school', 'registrar-edu', '/api/registry/units', {
      ...{ id: ids.of('unit-school'), name: school, kind: 'school', commune: '26425' },
    }),
    step('accreditation unit-school', 'registrar-edu', '/api/registry/accreditations', {
      id: ids.of('accreditation-unit-school'),
      unit: ids.of('unit-school'),
      may: ['credential:diploma', 'credential:course-certificate', 'credential:badge', 'credential:attest'],
      from: `${date(500)}T00:00:00Z`,
      until: `${date(-1095)}T00:00:00Z`,
    }),
    key('school-signing-key', 'sign'),
    key('school-sealing-key', 'seal'),
    key('school-badge-key', 'badge'),
    issue,
    step('revoked diploma', 'registrar-edu', '/api/credential/credentials/status', {
      id: credentialIdOf(ids.of('unit-school'), issue.body.requestId, 1),
      ...{ act: 'revoke', ground: 'fraud', decision: '01/QĐ-MAU', date: date(1) },
    }),
  ];
}

/** Links are told once, to whoever issued; of the demonstration they lie where its owner finds them. */
export function keepLinks(data: string, answer: string): string | undefined {
  const { links } = JSON.parse(answer) as { links?: readonly { link: string }[] };
  if (links === undefined) return undefined;
  const file = join(data, 'seed/credential-links.txt');
  writeFileSync(file, `${links.map(({ link }) => link).join('\n')}\n`, { mode: 0o600 });
  return file;
}
