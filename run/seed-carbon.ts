import { sha256Hex } from '@daunguon/proof';
import type { MakeStep } from './seed-ocop.ts';
import type { SeedIds } from './seed-ids.ts';
import type { SeedStep } from './seed-steps.ts';

/** Units of the carbon demonstration: owner, buyer, verifier and authority are four legal entities. */
const units = [
  {
    ...{ name: 'unit-carbon-owner', registrar: 'registrar', kind: 'project-owner', may: 'carbon:own' },
    ...{ title: 'Hợp tác xã nông lâm Tân Phú (mẫu)', taxCode: '3600000101' },
  },
  {
    ...{ name: 'unit-carbon-buyer', registrar: 'registrar-tech', kind: 'project-owner', may: 'carbon:own' },
    ...{ title: 'Công ty Xi măng Xanh (mẫu)', taxCode: '3600000102' },
  },
  {
    ...{ name: 'unit-carbon-verifier', registrar: 'registrar-tech', kind: 'auditor', may: 'carbon:verify' },
    ...{ title: 'Trung tâm Thẩm định phát thải (mẫu)', taxCode: '3600000103' },
  },
  {
    ...{ name: 'unit-carbon-authority', registrar: 'registrar', kind: 'department', may: 'carbon:authority' },
    ...{ title: 'Chi cục Bảo vệ môi trường (mẫu)', taxCode: '3600000104' },
  },
] as const;

/** About one square kilometre in the north of the province. */
const polygonE7 = [
  [1_073_000_000, 112_000_000],
  [1_073_090_000, 112_000_000],
  [1_073_090_000, 112_090_000],
  [1_073_000_000, 112_090_000],
  [1_073_000_000, 112_000_000],
];

/** One agroforestry project from registration to a retirement on behalf of a company. */
export function carbonSteps(
  ids: SeedIds,
  step: MakeStep,
  date: (daysAgo: number) => string,
  commune: string,
): SeedStep[] {
  const id = (name: string): string => ids.of(`carbon ${name}`);
  const digest = (name: string): string => sha256Hex(`demonstration ${name}`);
  const decision = { number: '01/QĐ-MAU', date: date(1), authority: 'Chi cục Bảo vệ môi trường (mẫu)' };
  const year = Number(date(0).slice(0, 4)) - 1;
  const move = (login: string, to: string, more: object) =>
    step(`carbon ${to}`, login, '/api/carbon/projects/move', { id: id('project'), to, ...more }, 'Carbon:MoveProject');
  const [owner, verifier, authority] = ['carbon-owner', 'carbon-verifier', 'carbon-authority'];
  return [
    ...units.flatMap(({ name, registrar, kind, may, title, taxCode }) => [
      step(name, registrar, '/api/registry/units', { id: ids.of(name), name: title, kind, commune, taxCode }),
      step(`accreditation ${name}`, registrar, '/api/registry/accreditations', {
        ...{ id: ids.of(`accreditation-${name}`), unit: ids.of(name), may: [may] },
        ...{ from: `${date(500)}T00:00:00Z`, until: `${date(-1095)}T00:00:00Z` },
      }),
    ]),
    step('carbon project', owner, '/api/carbon/projects', {
      ...{ id: id('project'), code: 'DN-NLKH-01', name: 'Nông lâm kết hợp Tân Phú (mẫu)' },
      ...{ nameEn: 'Tân Phú agroforestry (sample)', methodology: 'VM0047', sector: 'AFOLU', kind: 'removal-nature' },
      ...{ commune, creditingFrom: `${year - 4}-01-01`, creditingUntil: `${year + 20}-12-31` },
      ...{ bufferBps: 1000, coveredByNdc: 'inside' },
    }),
    move(verifier, 'validated', { reportDigest: digest('validation') }),
    move(authority, 'registered', { decision }),
    step('carbon plot', owner, '/api/carbon/plots', {
      ...{ id: id('plot'), project: id('project'), name: 'Thửa 1 (mẫu)', commune, areaM2: 980_000, polygonE7 },
    }),
    step('carbon monitoring', owner, '/api/carbon/monitoring', {
      ...{ id: id('monitoring'), project: id('project'), from: `${year}-01-01`, until: `${year}-12-31` },
      ...{
        vintage: year,
        tonnes: '1200',
        reportDigest: digest('monitoring'),
        verifier: ids.of('unit-carbon-verifier'),
      },
    }),
    step(
      'carbon verification',
      verifier,
      '/api/carbon/monitoring/verify',
      { id: id('monitoring'), tonnes: '1000', reportDigest: digest('verification') },
      'Carbon:VerifyMonitoring',
    ),
    step(
      'carbon approval',
      authority,
      '/api/carbon/monitoring/approve',
      { id: id('monitoring'), decision },
      'Carbon:ApproveMonitoring',
    ),
    step(
      'carbon issuance',
      authority,
      '/api/carbon/issuances',
      { id: id('issuance'), monitoring: id('monitoring'), block: id('block'), buffer: id('pool') },
      'Carbon:IssueUnits',
    ),
    step('carbon split', owner, '/api/carbon/blocks/split', {
      ...{ id: id('block'), first: '300', parts: [id('sold'), id('kept')] },
    }),
    step('carbon transfer', owner, '/api/carbon/blocks/transfer', { id: id('sold'), to: ids.of('unit-carbon-buyer') }),
    step('carbon acceptance', 'carbon-buyer', '/api/carbon/blocks/accept', { id: id('sold') }),
    step('carbon retirement', 'carbon-buyer', '/api/carbon/retirements', {
      ...{ id: id('retirement'), block: id('sold'), purpose: 'voluntary' },
      ...{ periodFrom: `${year}-01-01`, periodUntil: `${year}-12-31` },
      beneficiary: {
        ...{ name: 'Công ty Xi măng Xanh (mẫu)', type: 'company', country: 'VN' },
        idHash: sha256Hex('3600000102'),
      },
    }),
  ];
}
