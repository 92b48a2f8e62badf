import { expect, test } from '@jest/globals';
import { credentialContents, credentialKinds } from '@daunguon/records';
import { formFields, issuedOf, kinds } from './credential-fields.ts';

test('the form asks for every field that a record has, and marks what must be there', () => {
  expect([...kinds].sort()).toEqual([...credentialKinds].sort());
  for (const kind of credentialKinds) {
    const { needed, more } = formFields[kind];
    const shape = Object.entries(credentialContents[kind].shape);
    expect([...needed, ...more].sort()).toEqual(shape.map(([name]) => name).sort());
    const mustBe = shape.filter(([, schema]) => !schema.isOptional()).map(([name]) => name);
    expect([...needed].sort()).toEqual(mustBe.sort());
  }
});

test('what was typed becomes contents that the schema takes', () => {
  const typed = { title: ' Bằng ', fullName: 'Nguyễn Thị Hoa'.normalize('NFD'), birthDate: '2008-01-31', hours: '' };
  const { contents } = issuedOf('diploma', {
    ...typed,
    issuedOn: '2026-06-20',
    issuer: 'Trường',
    graduationYear: '2026',
  });
  expect(contents).toMatchObject({ title: 'Bằng', fullName: 'Nguyễn Thị Hoa', graduationYear: 2026 });
  expect(credentialContents.diploma.safeParse(contents).success).toBe(true);
});
