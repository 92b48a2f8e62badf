import { expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { format } from 'prettier';
import { configurationPage, configurationPageFile, settingsIn } from './configuration-page.ts';

const root = join(import.meta.dirname, '..');
const read = (file: string): string => readFileSync(join(root, file), 'utf8');

test('the page of the settings is what .env.example says', async () => {
  const page = await format(configurationPage(read('.env.example')), { parser: 'markdown' });
  expect(await format(readFileSync(configurationPageFile, 'utf8'), { parser: 'markdown' })).toBe(page);
});

test('every variable that gateway and agent read is explained, and none that they do not', () => {
  const code = ['config', 'anchor/evm-config'].map((name) => read(`gateway-api/src/${name}.ts`)).join('\n');
  const inCode = [...new Set([...code.matchAll(/'(DN_[A-Z0-9_]+)'/g)].map(([, name]) => name!))].sort();
  const settings = settingsIn(read('.env.example'));
  expect(settings.map(({ name }) => name).sort()).toEqual(inCode);
  expect(settings.filter(({ about }) => about === '')).toEqual([]);
});
