/** What differs between two configurations, as the read and write set of an update (Fabric internal/configtxlator/update). */
import { common } from '@hyperledger/fabric-protos';

/** Read set: what the update was made for, by version. Write set: what it leaves as it is, by version, and what it changes, one version up. */
export interface UpdateSets {
  readonly read: common.ConfigGroup;
  readonly write: common.ConfigGroup;
}

interface Versioned {
  getVersion(): number;
  setVersion(version: number): void;
  getModPolicy(): string;
}
interface Members<T> {
  get(name: string): T | undefined;
  set(name: string, member: T): unknown;
  has(name: string): boolean;
  getLength(): number;
  forEach(visit: (member: T, name: string) => void): void;
}
/** One map of a group before and after, and in both sets. */
interface Maps<T> {
  readonly before: Members<T>;
  readonly after: Members<T>;
  readonly read: Members<T>;
  readonly write: Members<T>;
}

const sameNames = <T>({ before, after }: Maps<T>): boolean => {
  let same = before.getLength() === after.getLength();
  after.forEach((_member, name) => (same &&= before.has(name)));
  return same;
};

/** A member that names its version and says nothing else. */
const bare = <T extends Versioned>(member: T, make: () => T): T => {
  const result = make();
  result.setVersion(member.getVersion());
  return result;
};

/** Values or policies; true where one of them differs. Members that stay are named where `all` is asked for. */
const leaves = <T extends Versioned>(
  { before, after, read, write }: Maps<T>,
  make: () => T,
  same: (left: T, right: T) => boolean,
  all: boolean,
): boolean => {
  let changed = false;
  after.forEach((member, name) => {
    const now = before.get(name);
    if (now === undefined) {
      write.set(name, member);
    } else if (now.getModPolicy() !== member.getModPolicy() || !same(now, member)) {
      member.setVersion(now.getVersion() + 1);
      write.set(name, member);
      changed = true;
    } else if (all) for (const set of [read, write]) set.set(name, bare(now, make));
  });
  return changed;
};

const newValue = (): common.ConfigValue => new common.ConfigValue();
const newPolicy = (): common.ConfigPolicy => new common.ConfigPolicy();
const newGroup = (): common.ConfigGroup => new common.ConfigGroup();
const bytesOf = (policy: common.ConfigPolicy): Buffer => Buffer.from(policy.getPolicy()?.serializeBinary() ?? []);

/** The sets that make `after` of `before`; undefined where both say the same. Versions in `after` do not count, and are set. */
export const updateSets = (before: common.ConfigGroup, after: common.ConfigGroup): UpdateSets | undefined => {
  const [read, write] = [bare(before, newGroup), bare(before, newGroup)];
  const maps = <T>(of: (group: common.ConfigGroup) => Members<T>): Maps<T> => ({
    ...{ before: of(before), after: of(after), read: of(read), write: of(write) },
  });
  const values = maps((each) => each.getValuesMap());
  const policies = maps((each) => each.getPoliciesMap());
  const groups = maps((each) => each.getGroupsMap());
  const own =
    before.getModPolicy() !== after.getModPolicy() || !(sameNames(values) && sameNames(policies) && sameNames(groups));
  let changed = own;
  if (own) {
    write.setVersion(before.getVersion() + 1);
    write.setModPolicy(after.getModPolicy());
  }
  const sameValue = (left: common.ConfigValue, right: common.ConfigValue): boolean =>
    Buffer.from(left.getValue_asU8()).equals(right.getValue_asU8());
  if (leaves(values, newValue, sameValue, own)) changed = true;
  if (leaves(policies, newPolicy, (left, right) => bytesOf(left).equals(bytesOf(right)), own)) changed = true;
  groups.after.forEach((child, name) => {
    const now = groups.before.get(name);
    const sets = now && updateSets(now, child);
    if (now === undefined) {
      write.getGroupsMap().set(name, child);
    } else if (sets !== undefined) {
      read.getGroupsMap().set(name, sets.read);
      write.getGroupsMap().set(name, sets.write);
      changed = true;
    } else if (own) for (const set of [read, write]) set.getGroupsMap().set(name, bare(now, newGroup));
  });
  return changed ? { read, write } : undefined;
};
