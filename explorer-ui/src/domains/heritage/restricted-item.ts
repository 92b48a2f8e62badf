import { commitFields, type Field } from '@daunguon/proof';

/** What opens a restricted record: without it nobody can prove its contents, with it everybody who has it can. */
export interface RestrictedOpening {
  readonly id: string;
  readonly fields: readonly Field[];
}

const saltHex = (): string =>
  [...crypto.getRandomValues(new Uint8Array(32))].map((byte) => byte.toString(16).padStart(2, '0')).join('');

/** Fields with random salts; what was left blank is no field. */
export const openingOf = (id: string, contents: Readonly<Record<string, string>>): RestrictedOpening => ({
  id,
  fields: Object.entries(contents)
    .filter(([, value]) => value !== '')
    .map(([name, value]) => ({ pointer: `/${name}`, salt: saltHex(), value })),
});

export const commitmentOf = ({ fields }: RestrictedOpening): string => commitFields(fields);
