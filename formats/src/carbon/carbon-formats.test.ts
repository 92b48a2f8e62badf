import { describe, expect, test } from '@jest/globals';
import type { BlockBody, MonitoringBody, ProjectBody, RecordState, SubmitProject } from '@daunguon/records';
import { cadProjectOf, cadUnitOf } from './cad-export.ts';
import { readCadTrust } from './cad-import.ts';
import { parseForeignSerials } from './foreign-serials.ts';

const codeOf = (work: () => unknown): string => {
  try {
    work();
    return 'accepted';
  } catch (error) {
    return String((error as { code?: unknown }).code ?? error);
  }
};

describe('serials of other registries', () => {
  test.each([
    ['0001-000001-000100-VCS-VCU-003-VER-US-0003-01012020-31122020-1', 'verra', '1', '100', 2020, '100'],
    ['ACR-US-192-2010-203-1-5000', 'acr', '1', '5000', 2010, '5000'],
    ['CAR-1-US-293-1-120-CA-2006-102-1 to 29251', 'car', '1', '29251', 2006, '29251'],
  ])('%s', (text, registry, start, end, vintage, units) => {
    expect(parseForeignSerials(text)).toMatchObject({ registry, start, end, vintage, units });
  });

  test.each([
    ['off by one', 'CAR-1-US-293-1-120-CA-2006-102-1 to 29251', '29250', 'carbon/range-miscounted'],
    ['reversed', 'ACR-US-192-2010-203-5000-1', undefined, 'carbon/range-reversed'],
    ['from zero', 'ACR-US-192-2010-203-0-10', undefined, 'carbon/range-malformed'],
    ['of a registry unknown here', 'GS1-1-VN-GS1234-16-2020-1-10', undefined, 'carbon/serial-unknown-form'],
    ['with a blank too many', 'CAR-1-US-293-1-120-CA-2006-102-1  to 29251', undefined, 'carbon/serial-unknown-form'],
    ['negative', 'ACR-US-192-2010-203--5-10', undefined, 'carbon/serial-unknown-form'],
  ])('%s is refused', (_name, text, count, code) => {
    expect(codeOf(() => parseForeignSerials(text, count))).toBe(code);
  });
});

const block = (change: Partial<BlockBody> = {}) =>
  ({
    ...{ id: 'B', owner: 'U', type: 'carbon/block', status: 'active', version: 1 },
    body: {
      ...{ project: 'P', projectCode: 'DN-1', vintage: 2025, start: '1', end: '10', quantity: '10', issuance: 'S' },
      ...{ state: 'active', issuanceTime: '2026-01-01T00:00:00Z', ...change },
    },
  }) as RecordState<BlockBody>;

describe('CAD Trust', () => {
  const unit = { warehouseProjectId: 'P', vintageYear: 2020, unitStatus: 'Held' };
  test('what is exported is accepted again, unit by unit', () => {
    const blocks = [block(), block({ start: '11', end: '30', quantity: '20', state: 'retired', retirement: 'R' })];
    const units = blocks.map((one) => cadUnitOf(one, { kind: 'removal-nature' }, 'HTX'));
    expect(units[1]).toMatchObject({ unitStatus: 'Retired', unitCount: 20, serialNumberBlock: 'DNPR-DN-1-2025-11-30' });
    const read = readCadTrust(JSON.parse(JSON.stringify(units)));
    expect(read).toEqual({ projects: [], units: 2, quantity: '30', findings: [] });
  });

  const submitted: Omit<SubmitProject, 'requestId' | 'id'> = {
    ...{ code: 'DN-1', name: 'Rừng Tân Phú', methodology: 'VM0047', sector: 'AFOLU', kind: 'removal-nature' },
    ...{ commune: '26068', creditingFrom: '2021-01-01', creditingUntil: '2041-12-31', bufferBps: 1000 },
    ...{ coveredByNdc: 'inside', description: 'Nông lâm kết hợp', origin: { registry: 'VCS', projectId: 'VCS-1001' } },
  };
  const project = {
    ...{ id: 'P', type: 'carbon/project' },
    body: { ...submitted, legalEntity: '3600000101', stage: 'registered' },
  } as RecordState<ProjectBody>;
  const period = {
    id: 'M',
    body: {
      ...{ project: 'P', from: '2025-01-01', until: '2025-12-31', vintage: 2025, tonnes: '40', issuance: 'S' },
      verification: { unit: 'V', tonnes: '30', at: '2026-02-01T00:00:00Z' },
    },
  } as RecordState<MonitoringBody>;

  test('the round trip: what was handed in and issued comes out of the exported file again', () => {
    const blocks = [block(), block({ start: '11', end: '30', quantity: '20', state: 'buffer' })];
    const file = {
      projects: [cadProjectOf(project, [period], () => 'Trung tâm Thẩm định')],
      units: blocks.map((one) => cadUnitOf(one, project.body, 'HTX')),
    };
    expect(file.projects[0]?.issuances).toMatchObject([{ id: 'S', verificationBody: 'Trung tâm Thẩm định' }]);
    const read = readCadTrust(JSON.parse(JSON.stringify(file)));
    expect(read).toEqual({
      ...{ units: 2, quantity: '30', findings: [] },
      projects: [
        {
          ...{ project: submitted, missing: [] },
          periods: [
            {
              ...{ from: '2025-01-01', until: '2025-12-31', vintage: 2025, tonnes: '30' },
              origin: { registry: 'VCS', id: 'S' },
            },
          ],
        },
      ],
    });
  });

  test('a project of another registry says what it can; what it cannot a person adds, what is wrong is named', () => {
    const foreign = { warehouseProjectId: 'X', projectId: 'VCS 1001', projectName: 'Rừng', registryOfOrigin: 'VCS' };
    const [draft] = readCadTrust({ projects: [foreign] }).projects;
    expect(draft?.project).toEqual({ name: 'Rừng', origin: { registry: 'VCS', projectId: 'VCS 1001' } });
    expect(draft?.missing).toEqual(expect.arrayContaining(['code', 'kind', 'commune', 'bufferBps', 'creditingFrom']));
    const wrong = { ...foreign, projectName: 'x'.repeat(201), estimations: [{ creditingPeriodStart: '1/1/2020' }] };
    expect(readCadTrust({ projects: [wrong] }).findings).toEqual([
      { pointer: '/projects/0', code: 'text-too-long', detail: 'name' },
      { pointer: '/projects/0', code: 'date', detail: 'creditingFrom' },
    ]);
  });

  test('in a file of both the pointer leads to the unit', () => {
    const units = [{ ...unit, unitBlockStart: '1', unitBlockEnd: '29251', unitCount: 29250 }];
    expect(readCadTrust({ projects: [], units }).findings).toEqual([
      { pointer: '/units/0/unitBlockEnd', code: 'carbon/range-miscounted', detail: '1–29251 = 29251 ≠ 29250' },
    ]);
  });

  test('a project is listed with the stage and the NDC as CAD Trust words them', () => {
    const body = {
      code: 'DN-1',
      name: 'Rừng',
      methodology: 'VM',
      sector: 'AFOLU',
      stage: 'deregistered',
      coveredByNdc: 'inside',
    };
    const listed = { id: 'P', body } as unknown as RecordState<ProjectBody>;
    expect(cadProjectOf(listed)).toMatchObject({
      projectStatus: 'De-registered',
      coveredByNDC: 'Inside NDC',
      projectId: 'DN-1',
    });
  });

  test('a split block is not exported beside its parts, nor a count that JSON would round', () => {
    expect(codeOf(() => cadUnitOf(block({ state: 'superseded' }), { kind: 'reduction' }, ''))).toBe(
      'carbon/block-state',
    );
    const huge = block({ end: '9007199254740993', quantity: '9007199254740993' });
    expect(codeOf(() => cadUnitOf(huge, { kind: 'reduction' }, ''))).toBe('carbon/range-malformed');
  });

  test.each([
    [
      'the sample of CAD Trust itself: 1000 to 1010 are eleven',
      [{ ...unit, unitBlockStart: 'a1000', unitBlockEnd: 'a1010', unitCount: 10 }],
      '/0/unitBlockEnd carbon/range-miscounted',
    ],
    [
      'a reversed range',
      [{ ...unit, unitBlockStart: '9', unitBlockEnd: '1', unitCount: 9 }],
      '/0/unitBlockEnd carbon/range-reversed',
    ],
    [
      'two series in one range',
      [{ ...unit, unitBlockStart: 'A1', unitBlockEnd: 'B9', unitCount: 9 }],
      '/0/unitBlockEnd carbon/range-malformed',
    ],
    [
      'a count with a fraction',
      [{ ...unit, unitBlockStart: '1', unitBlockEnd: '9', unitCount: 8.5 }],
      '/0/unitCount carbon/range-malformed',
    ],
    [
      'a retirement without reason',
      [{ ...unit, unitBlockStart: '1', unitBlockEnd: '9', unitCount: 9, unitStatus: 'Retired' }],
      '/0/unitStatusReason missing',
    ],
    [
      'ranges that overlap',
      [
        { ...unit, unitBlockStart: '1', unitBlockEnd: '9', unitCount: 9 },
        { ...unit, unitBlockStart: '9', unitBlockEnd: '9', unitCount: 1 },
      ],
      '/1/unitBlockStart carbon/range-overlaps',
    ],
    ['no list of either', { issuances: [] }, ' wrong-type'],
    ['a unit that is none', [7], '/0 wrong-type'],
  ])('refuses %s', (_name, value, expected) => {
    expect(readCadTrust(value).findings.map(({ pointer, code }) => `${pointer} ${code}`)).toEqual([expected]);
  });
});
