import { describe, expect, test } from '@jest/globals';
import { carbonCommands, parseCommand, type RecordState } from '@daunguon/records';
import type { CarbonAct } from './act.ts';
import { carbonActs } from './carbon-acts.ts';
import { importPeriod, importProject } from './project-acts.ts';
import { digestOf, ringIn } from './read-file.ts';
import { carbonEn } from './words.en.ts';
import { carbonVi } from './words.vi.ts';

const id = (label: string): string => label.padStart(26, '0');
const body = { project: id('P'), quantity: '10', state: 'active', stage: 'registered' };
const record = { id: id('R'), type: 'carbon/block', status: 'active', owner: id('U'), version: 1, body } as RecordState;
const square = '{"type":"Polygon","coordinates":[[[107,11],[107.01,11],[107.01,11.01],[107,11]]]}';
/** What somebody would type into each field. */
const typed: Readonly<Record<string, string>> = {
  ...{ code: 'DN-1', name: 'Nông lâm', methodology: 'VM0047', sector: 'AFOLU', commune: '26068', bufferBps: '1000' },
  ...{ creditingFrom: '2020-01-01', creditingUntil: '2040-12-31', number: '12/QĐ', date: '2026-11-20', to: id('V') },
  ...{
    authority: 'Chi cục',
    areaM2: '1000',
    growingArea: '',
    from: '2025-01-01',
    until: '2025-12-31',
    vintage: '2025',
  },
  ...{ tonnes: '100', first: '3', beneficiary: 'Công ty Xanh', taxCode: '3600000102', country: 'SG', statement: '' },
  ...{ purpose: 'voluntary', declaration: 'committed', reason: 'Cháy rừng', acquirer: 'Bên mua', outcome: 'confirmed' },
  ...{ occurredOn: '2026-11-01', text: 'Ghi chú', facility: 'Nhà máy', facilityCode: 'NM-1', year: '2025', note: '' },
  ...{
    kind: 'removal-nature',
    coveredByNdc: 'inside',
    verifier: id('V'),
    project: id('P'),
    type: 'company',
    quantity: '5',
    other: id('W'),
    domesticCode: 'VN-1',
    nationalSerial: '',
  },
};
const all = [
  ...Object.entries(carbonActs).flatMap(([of, acts]) =>
    acts.map((act): [string, CarbonAct] => [`${of} ${act.name}`, act]),
  ),
  ['a file’s project', importProject] as [string, CarbonAct],
  ['a file’s period', importPeriod] as [string, CarbonAct],
];

describe('every form', () => {
  test.each(all)('of %s becomes a command that the ledger’s schema accepts', (_name, act) => {
    const file = act.file === 'geojson' ? (ringIn(square) ?? '') : 'd'.repeat(64);
    const values = Object.fromEntries(act.fields.map(({ name }) => [name, typed[name] ?? `${name} is not typed`]));
    const ids = { requestId: id('Q'), id: id('N') };
    const schema = carbonCommands[act.transaction.split(':')[1] as keyof typeof carbonCommands];
    const command = { requestId: ids.requestId, ...act.command(values, ids, record, file) };
    expect(() => parseCommand(schema, command)).not.toThrow();
  });

  test.each(all)('of %s has its words in both languages', (_name, act) => {
    const keys = [`carbon.act.${act.name}`, ...act.fields.map(({ name }) => `carbon.field.${name}`)];
    for (const key of keys) expect([key, key in carbonVi, key in carbonEn]).toEqual([key, true, true]);
  });

  test.each(all)('of %s has words for everything that can be chosen', (_name, { fields }) => {
    const keys = fields.flatMap(({ choices = [] }) => choices.map((choice) => `carbon.choice.${choice}`));
    for (const key of keys) expect([key, key in carbonVi, key in carbonEn]).toEqual([key, true, true]);
  });

  test('of a file’s period carries where it comes from, of which it brings units once', () => {
    const origin = { registry: 'Verra', id: 'I-1' };
    const period = { ...record, body: { from: '2024-01-01', until: '2024-12-31', vintage: 2024, tonnes: '8', origin } };
    const begins = Object.fromEntries(
      importPeriod.fields.map(({ name, initial = '' }) => [
        name,
        typeof initial === 'string' ? initial : initial(period),
      ]),
    );
    expect(begins).toMatchObject({ from: '2024-01-01', until: '2024-12-31', vintage: '2024', tonnes: '8' });
    const sent = importPeriod.command(begins, { requestId: id('Q'), id: id('N') }, period, 'd'.repeat(64));
    expect(sent).toMatchObject({ origin, tonnes: '8', vintage: 2024 });
  });

  test('together they cover every transaction', () => {
    const names = new Set(all.map(([, { transaction }]) => transaction.split(':')[1] ?? ''));
    expect([...names].sort()).toEqual(Object.keys(carbonCommands).sort());
  });
});

describe('files', () => {
  test('give their digest, and the ring of one polygon in whatever GeoJSON wraps it', async () => {
    expect(await digestOf(new Blob(['ảnh']))).toBe('b53b858109855b0821fc5aac331126774da73afc555389268b4b2a9fb16db919');
    const ring = ringIn(square);
    expect(ring).toBe('[[1070000000,110000000],[1070100000,110000000],[1070100000,110100000],[1070000000,110000000]]');
    const feature = `{"type":"Feature","geometry":${square}}`;
    expect([ringIn(feature), ringIn(`{"type":"FeatureCollection","features":[${feature}]}`)]).toEqual([ring, ring]);
  });

  test.each([
    ['no JSON', '<kml>'],
    ['two polygons', `{"type":"FeatureCollection","features":[${square},${square}]}`],
    ['a line', '{"type":"LineString","coordinates":[[107,11],[108,11]]}'],
    ['a corner without numbers', '{"type":"Polygon","coordinates":[[["a","b"],[1,1],[2,2],[1,1]]]}'],
    ['too few corners', '{"type":"Polygon","coordinates":[[[1,1],[2,2],[1,1]]]}'],
  ])('with %s give no ring', (_name, text) => {
    expect(ringIn(text)).toBeUndefined();
  });
});
