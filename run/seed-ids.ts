import { newId } from '@daunguon/proof';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { demoAccounts } from '../test-network/src/oidc/demo-accounts.ts';
import type { Places } from './places.ts';

/** Ids of the demonstration by name, made once and kept: running the seed again repeats the same requests. */
export interface SeedIds {
  of(name: string): string;
}

const writeJson = (file: string, value: unknown): void => {
  writeFileSync(`${file}.new`, JSON.stringify(value, null, 1));
  renameSync(`${file}.new`, file);
};

/** There once the demonstration is complete. */
export const doneFile = (data: string): string => join(data, 'seed/done');

/** A name that was never asked for gets a new id, on disk before it is used. */
export function loadSeedIds(data: string): SeedIds {
  const folder = join(data, 'seed');
  const file = join(folder, 'ids.json');
  mkdirSync(folder, { recursive: true });
  const ids: Record<string, string> = existsSync(file)
    ? (JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>)
    : {};
  return {
    of: (name) => {
      const known = ids[name];
      if (known !== undefined) return known;
      const made = newId(randomBytes(16));
      ids[name] = made;
      writeJson(file, ids);
      return made;
    },
  };
}

/** Unit in which each person of the demonstration works, by login; organisations' registrars belong to none. */
const unitOfLogin: Readonly<Record<string, string>> = {
  farmer: 'unit-farm',
  packer: 'unit-packing',
  carrier: 'unit-carrier',
  retailer: 'unit-shop',
  inspector: 'unit-inspectorate',
  port: 'unit-port',
  'market-inspector': 'unit-market-surveillance',
  commune: 'unit-commune',
  school: 'unit-school',
  'carbon-owner': 'unit-carbon-owner',
  'carbon-buyer': 'unit-carbon-buyer',
  'carbon-verifier': 'unit-carbon-verifier',
  'carbon-authority': 'unit-carbon-authority',
  'carbon-auditor': 'unit-carbon-authority',
  'clinic-a': 'unit-clinic-a',
  'clinic-b': 'unit-clinic-b',
  'clinic-c': 'unit-clinic-c',
  data: 'unit-data',
  steward: 'unit-museum',
  trainee: 'unit-training',
  trainer: 'unit-training-centre',
  'council-1': 'unit-inspectorate',
  'council-2': 'unit-food-safety',
  'council-3': 'unit-shop',
};

/** A person who works in two units, by subject: the packer also minds the shop. */
const secondUnit: Readonly<Record<string, { readonly role: string; readonly unit: string }>> = {
  'demo-packer': { role: 'retailer', unit: 'unit-shop' },
};

/** Who may enrol as what, read by the enrolment agent, which blinds their accounts. People added to the file by hand stay in it. */
export function writeMembers(places: Places, ids: SeedIds): void {
  const folder = join(places.data, 'enrolment');
  const file = join(folder, 'members.json');
  mkdirSync(folder, { recursive: true });
  const members = demoAccounts.map(({ login, sub, mspId, role }) => {
    const unit = unitOfLogin[login];
    return { issuer: places.issuer, sub, mspId, role, unit: unit === undefined ? '' : ids.of(unit), isDemo: true };
  });
  const more = members.flatMap((member) => {
    const second = secondUnit[member.sub];
    return second === undefined ? [] : [{ ...member, role: second.role, unit: ids.of(second.unit) }];
  });
  const demo = new Set(members.map(({ sub }) => sub));
  const kept = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as { isDemo?: true; sub?: string }[]) : [];
  const others = kept.filter(({ isDemo, sub }) => isDemo !== true && !demo.has(sub ?? ''));
  writeJson(file, [...members, ...more, ...others]);
}
