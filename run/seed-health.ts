import { createHash } from 'node:crypto';
import { commitFields, discloseFields, encodeDisclosure, saltFields } from '@daunguon/proof';
import { healthFields } from '@daunguon/proof/health';
import type { SeedIds } from './seed-ids.ts';
import type { MakeStep } from './seed-ocop.ts';
import type { SeedStep } from './seed-steps.ts';

const clinics = [
  { name: 'unit-clinic-a', title: 'Trạm y tế phường Trấn Biên (mẫu)', commune: '26041' },
  { name: 'unit-clinic-b', title: 'Bệnh viện khu vực Long Khánh (mẫu)', commune: '26080' },
  { name: 'unit-clinic-c', title: 'Phòng khám Xuân Lộc (mẫu)', commune: '26425' },
] as const;

/** A made-up vaccination record; the name stands for nobody. */
const demoDocument = (date: string): string =>
  JSON.stringify({
    resourceType: 'Bundle',
    type: 'document',
    timestamp: `${date}T08:00:00+07:00`,
    entry: [
      {
        fullUrl: 'urn:uuid:6f1a3c1e-0000-4000-8000-000000000001',
        resource: {
          resourceType: 'Composition',
          status: 'final',
          type: { coding: [{ system: 'http://loinc.org', code: '60591-5' }] },
          date: `${date}T08:00:00+07:00`,
          title: 'Tóm tắt hồ sơ sức khỏe (mẫu)',
          section: [
            {
              title: 'Tiêm chủng',
              text: {
                status: 'generated',
                div: '<div xmlns="http://www.w3.org/1999/xhtml">Uốn ván, mũi 2: 0.50 mL</div>',
              },
              entry: [{ reference: 'urn:uuid:6f1a3c1e-0000-4000-8000-000000000002' }],
            },
            {
              title: 'Dị ứng',
              text: {
                status: 'generated',
                div: '<div xmlns="http://www.w3.org/1999/xhtml">Không ghi nhận dị ứng</div>',
              },
            },
          ],
        },
      },
      {
        fullUrl: 'urn:uuid:6f1a3c1e-0000-4000-8000-000000000002',
        resource: { resourceType: 'Immunization', status: 'completed', occurrenceDateTime: date },
      },
    ],
  });

/** A record of the demonstration: its commitment and what the patient's link shows. Follows from its id. */
function demoRecord(id: string, unit: string, date: string) {
  const bytes = new TextEncoder().encode(demoDocument(date));
  const fields = healthFields(bytes, 'fhir', { facility: unit, signature: null, date, retention: null });
  const saltSeed = createHash('sha256').update(`demonstration ${id}`).digest();
  const salted = saltFields(fields, saltSeed, { id, version: 1 });
  // Digests, kind, facility, date and the first section: what the paper shows.
  const shown = encodeDisclosure(id, discloseFields(salted, [1, 2, 3, 4, 6, 8]));
  const fragment = `d.${Buffer.from(JSON.stringify(shown)).toString('base64url')}`;
  return { commitment: commitFields(salted), saltSeed: saltSeed.toString('hex'), path: `/R/${id}#${fragment}` };
}

/** Three facilities, a patient with a code and a consent, a record, a read and an emergency access that waits for its review. */
export function healthSteps(ids: SeedIds, step: MakeStep, date: (daysAgo: number) => string): SeedStep[] {
  const registrar = 'registrar-health';
  const patient = ids.of('patient-code');
  const record = ids.of('health-record');
  const { commitment, saltSeed } = demoRecord(record, ids.of('unit-clinic-a'), date(20));
  const registry = clinics.flatMap(({ name, title, commune }) => [
    step(name, registrar, '/api/registry/units', { id: ids.of(name), name: title, kind: 'clinic', commune }),
    step(`accreditation ${name}`, registrar, '/api/registry/accreditations', {
      ...{ id: ids.of(`accreditation-${name}`), unit: ids.of(name), may: ['health:record'] },
      ...{ from: `${date(500)}T00:00:00Z`, until: `${date(-1095)}T00:00:00Z` },
    }),
  ]);
  return [
    ...registry,
    step('patient code', 'patient', '/api/health/patients/mine', { id: patient }),
    // The record's own id makes this one exactly-once: it has no request id.
    { ...step('health record', 'clinic-a', '/api/health/commitments', {}), body: { id: record, commitment, saltSeed } },
    step('consent', 'patient', '/api/health/consents', {
      ...{ id: ids.of('consent'), patient, grantee: ids.of('unit-clinic-b'), purpose: 'treatment' },
      ...{ classes: ['summary', 'vaccination'], from: `${date(1)}T00:00:00Z`, until: `${date(-180)}T00:00:00Z` },
    }),
    step('health read', 'clinic-b', '/api/health/reads', { patient, record, purpose: 'treatment' }),
    step('break glass', 'clinic-b', '/api/health/break-glass', {
      ...{ id: ids.of('break-glass'), patient, reason: 'Cấp cứu, người bệnh không tỉnh táo (dữ liệu mẫu)' },
    }),
  ];
}
