import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { loadTopology } from '../topology.ts';
import { membership, sayWhoIsLeftOut } from './topology-in-force.ts';

const data = mkdtempSync(join(tmpdir(), 'daunguon-in-force-'));
afterAll(() => rmSync(data, { recursive: true }));
const base = loadTopology(join(import.meta.dirname, '../../topology.json'));
const [first, ...others] = base.organisations;
const port = { mspId: 'PortMSP', domain: 'port.daunguon.local', nameVi: 'Cảng vụ', name: 'Port authority' };

test('who takes part is what the channel began with or let in since, not whom a file names', () => {
  const given = { ...base, organisations: [...others, port] };
  // before there is a channel, the file decides
  expect(membership(data, given).newcomers).toEqual([]);
  writeFileSync(join(data, 'topology.json'), JSON.stringify(base));
  writeFileSync(join(data, 'genesis.block'), '');
  const found = membership(data, given);
  expect(found.members.organisations).toEqual(others);
  expect([found.newcomers, found.unnamed]).toEqual([['PortMSP'], [first!.mspId]]);
  const said: string[] = [];
  sayWhoIsLeftOut(found, (line) => said.push(line));
  expect(said.join('\n')).toMatch(/PortMSP.*add-org\n.*AgriMSP.*not started/);
});
