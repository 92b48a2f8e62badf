import { forUse, type Lockfile } from './lockfile.ts';

/** The parts of a CycloneDX bill that are read here. */
export interface Bill {
  readonly components?: readonly {
    readonly name: string;
    readonly version?: string;
    readonly licenses?: readonly {
      readonly license?: { readonly id?: string; readonly name?: string };
      readonly expression?: string;
    }[];
  }[];
}
export interface Licence {
  readonly name: string;
  readonly version: string;
  /** SPDX id or expression, '' where the package names none. */
  readonly licence: string;
}

/** One line for each package and version, in order. */
export const licencesIn = ({ components = [] }: Bill): Licence[] =>
  components
    .filter(({ name }) => !name.startsWith('@daunguon/'))
    .map(({ name, version = '', licenses = [] }) => ({
      ...{ name, version },
      licence: licenses
        .map(({ license, expression }) => expression ?? license?.id ?? license?.name ?? '')
        .join(' AND '),
    }))
    .sort((a, b) => (`${a.name} ${a.version}` < `${b.name} ${b.version}` ? -1 : 1));

export function licencePage(licences: readonly Licence[]): string {
  const counts = Map.groupBy(licences, ({ licence }) => licence || 'none named');
  const kinds = [...counts]
    .sort(([, a], [, b]) => b.length - a.length)
    .map(([kind, all]) => `| ${kind} | ${all.length} |`);
  const rows = licences.map(({ name, version, licence }) => `| ${name} | ${version} | ${licence || 'none named'} |`);
  return [
    '# Licences\n',
    '| Licence | Packages |',
    '| --- | --- |',
    ...kinds,
    '\n| Package | Version | Licence |',
    '| --- | --- | --- |',
    ...rows,
    '',
  ].join('\n');
}

/** What is installed for use under a licence that asks something of whoever runs or changes the product, and offers no other. */
export const demanding = (lock: Lockfile): readonly string[] =>
  forUse(lock)
    .map(([path, { license }]) => [path, typeof license === 'string' ? license : (license?.type ?? '')] as const)
    .filter(([, text]) => /\b(A?GPL|SSPL|BUSL)\b/i.test(text) && !/\bOR\b/.test(text))
    .map(([path, text]) => `${path}: ${text}`);
