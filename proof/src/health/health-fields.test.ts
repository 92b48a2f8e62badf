import { describe, expect, test } from '@jest/globals';
import { commitFields, discloseFields, verifyField } from '../fields/field-tree.ts';
import { saltFields } from '../sealed/sealed-body.ts';
import { healthFields, matchDocument } from './health-fields.ts';

const id = '01ARZ3NDEKTSV4RRFFQ69G5FAV';
const statement = { facility: '01BX5ZZKBKACTAV9WEVGEMMVRY', signature: null, date: '2026-01-02', retention: null };
const bytes = (value: string): Uint8Array => new TextEncoder().encode(value);
const document = `{
  "resourceType": "Bundle", "type": "document", "timestamp": "2026-03-04T05:06:07+07:00",
  "entry": [
    {"fullUrl": "urn:uuid:1", "resource": {"resourceType": "Composition", "date": "2026-03-04T05:00:00+07:00",
      "type": {"coding": [{"code": "60591-5"}]},
      "section": [
        {"title": "Tiêm chủng", "entry": [{"reference": "urn:uuid:2"}]},
        {"title": "Thuốc", "entry": [{"reference": "Medication/m"}], "section": [{"entry": [{"reference": "urn:uuid:2"}]}]}]}},
    {"fullUrl": "urn:uuid:2", "resource": {"resourceType": "Immunization", "doseQuantity": {"value": 0.50}}},
    {"fullUrl": "urn:uuid:3", "resource": {"resourceType": "Medication", "id": "m"}}]
}`;
const fields = new Map(healthFields(bytes(document), 'fhir', statement));

describe('fields of a FHIR document', () => {
  test('what it is, whose and of when', () => {
    expect([...fields.keys()]).toEqual([
      '/format',
      '/bytes',
      '/canonical',
      '/type',
      '/facility',
      '/signature',
      '/date',
      '/retention',
      '/sections/0',
      '/sections/1',
    ]);
    expect(fields.get('/type')).toBe('Bundle/document/60591-5');
    expect(fields.get('/date')).toBe('2026-03-04');
    // sha256sum of the same text
    expect(fields.get('/bytes')).toBe('330889bc7b449b806331a0463c577a37b8f2846bf55c3fc43e8f9df60699e14d');
  });

  test('a section carries what it refers to, its numbers as written', () => {
    expect(fields.get('/sections/0')).toBe(
      '{"resources":[{"doseQuantity":{"value":0.50},"resourceType":"Immunization"}],' +
        '"section":{"entry":[{"reference":"urn:uuid:2"}],"title":"Tiêm chủng"}}',
    );
    expect(fields.get('/sections/1')).toContain('"resources":[{"id":"m","resourceType":"Medication"},{"doseQuantity"');
  });

  test('a section is shown alone and proves; altered it does not', () => {
    const salted = saltFields([...fields], new Uint8Array(32).fill(9), { id, version: 1 });
    const [shown] = discloseFields(salted, [8]);
    const commitment = commitFields(salted);
    expect(verifyField(shown!, commitment)).toBe(true);
    expect(JSON.stringify(shown)).not.toContain('Thuốc');
    expect(verifyField({ ...shown!, value: String(shown!.value).replace('0.50', '0.5') }, commitment)).toBe(false);
  });
});

test('an opaque file has the digest of its bytes and the date that is said', () => {
  const opaque = new Map(healthFields(bytes('%PDF-1.7'), 'opaque', statement));
  expect(opaque.get('/bytes')).toBe('86edbaa24831badfa0a8b04bb410141e2ee4182b6d0014493fe262a7a331c20b');
  expect([opaque.get('/format'), opaque.get('/canonical'), opaque.get('/date'), opaque.size]).toEqual([
    'opaque',
    null,
    '2026-01-02',
    8,
  ]);
});

test('a check says which digest matched', () => {
  const proven = { bytes: fields.get('/bytes'), canonical: fields.get('/canonical') };
  expect(matchDocument(bytes(document), proven)).toBe('exact');
  expect(matchDocument(bytes(document.replaceAll('\n', ' ')), proven)).toBe('canonical');
  expect(matchDocument(bytes(document.replace('0.50', '0.5')), proven)).toBe('none');
  expect(matchDocument(bytes(document.replace('Thuốc', 'Thuốc độc')), proven)).toBe('none');
  expect(matchDocument(bytes(document.replace('"type"', '"type": "document", "type"')), proven)).toBe('none');
  expect(matchDocument(bytes(''), { bytes: undefined, canonical: null })).toBe('none');
});
