/** The pages docs/guide/roles/<role>.md: numbered steps, each in Vietnamese with the English below it. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = join(import.meta.dirname, '../../../docs/guide/roles');

/** One numbered step of a page. */
export interface GuideStep {
  readonly vi: string;
  readonly en: string;
}

export const guideRoles = (): string[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.md') && name !== 'README.md')
    .map((name) => name.slice(0, -'.md'.length))
    .sort();

/** @throws where a step is not numbered on from the last, or has no English below it */
export function readGuide(role: string): GuideStep[] {
  const lines = readFileSync(join(folder, `${role}.md`), 'utf8').split('\n');
  return lines.flatMap((line, at) => {
    const vi = /^\d+\. (.+)$/.exec(line)?.[1];
    if (vi === undefined) return [];
    const en = /^ {3}_(.+)_$/.exec(lines[at + 1] ?? '')?.[1];
    if (en === undefined) throw new Error(`${role}.md: no English below “${vi}”`);
    return [{ vi, en }];
  });
}

/** What a step prints in bold: words that stand on the page. */
export const wordsOf = (step: string): string[] => [...step.matchAll(/\*\*(.+?)\*\*/g)].map((found) => found[1] ?? '');

/** What a step prints as code: what is typed or chosen. */
export const typedOf = (step: string): string[] => [...step.matchAll(/`(.+?)`/g)].map((found) => found[1] ?? '');
