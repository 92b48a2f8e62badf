import { expect, test } from '@jest/globals';
import { healthView } from './health-card.ts';
import { sectionsOf } from './sections.ts';

const record = { id: '01ARZ3NDEKTSV4RRFFQ69G5FAV', type: 'health/commitment', status: 'active', msp: 'HealthMSP' };
const names = { record: () => undefined, commune: (code: string) => code };
const section = JSON.stringify({
  resources: [],
  section: { title: 'Tiêm chủng', text: { div: '<div><script>alert(1)</script>Uốn ván &lt; 1 mL</div>' } },
});

test('a section is read as text: title and narrative, tags gone', () => {
  expect(sectionsOf({ 'sections/0': section, facility: 'x' })).toEqual([
    { title: 'Tiêm chủng', text: 'alert(1) Uốn ván < 1 mL' },
  ]);
  expect(sectionsOf({ 'sections/0': 'no json', 'sections/1': 7 })).toEqual([]);
});

test('the card shows what was proven and offers the comparison where a digest is', () => {
  const body = { type: 'Bundle/document', date: '2026-03-04', bytes: 'ab'.repeat(32), 'sections/0': section };
  const card = healthView.card({ ...record, body }, names);
  expect(card.title).toEqual({ vi: 'Hồ sơ sức khỏe', en: 'Health record' });
  expect(card.digests).toEqual({ bytes: 'ab'.repeat(32) });
  const values = (type: string) =>
    healthView.card({ ...record, body: { ...body, type } }, names).facts.map(({ value }) => value);
  expect(values('Bundle/document').slice(1)).toEqual(['04/03/2026', 'alert(1) Uốn ván < 1 mL']);
  expect(['Bundle/document', 'Bundle/document/60591-5', 'Observation'].map((type) => values(type)[0])).toEqual([
    { vi: 'Hồ sơ điện tử', en: 'Electronic document' },
    { vi: 'Tóm tắt hồ sơ người bệnh', en: 'Patient summary' },
    'Observation',
  ]);
  expect(healthView.card({ ...record, body: {} }, names).digests).toBeUndefined();
});
