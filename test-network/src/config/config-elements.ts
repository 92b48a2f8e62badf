/** A channel's configuration as a flat list of groups, values and policies (Fabric common/configtx/configmap.go). */
import { common } from '@hyperledger/fabric-protos';

/** One group, value or policy with what decides about its change. */
export interface ConfigElement {
  readonly kind: 'group' | 'value' | 'policy';
  /** Names from the root, its own last: Channel, Application, AgriMSP, MSP. */
  readonly path: readonly string[];
  readonly version: number;
  readonly modPolicy: string;
  /** A group: kind and name of its members. Else its contents. */
  readonly content: string | Buffer;
  readonly message: common.ConfigGroup | common.ConfigValue | common.ConfigPolicy;
}

export type ConfigElements = ReadonlyMap<string, ConfigElement>;

const keyOf = (kind: ConfigElement['kind'], path: readonly string[]): string => `${kind} /${path.join('/')}`;

/** Names in one of a group's maps, sorted. */
const names = (map: { toArray(): [string, unknown][] }): string[] =>
  map
    .toArray()
    .map(([name]) => name)
    .sort();

/** Every element below (and with) `group`, by kind and path. */
export const configElements = (group: common.ConfigGroup, path: readonly string[] = ['Channel']): ConfigElements => {
  const elements = new Map<string, ConfigElement>();
  const add = (
    kind: ConfigElement['kind'],
    at: readonly string[],
    content: string | Buffer,
    message: ConfigElement['message'],
  ) =>
    elements.set(keyOf(kind, at), {
      ...{ kind, path: at, content, message },
      version: message.getVersion(),
      modPolicy: message.getModPolicy(),
    });
  const members = [group.getGroupsMap(), group.getValuesMap(), group.getPoliciesMap()].map(names);
  add('group', path, JSON.stringify(members), group);
  group
    .getValuesMap()
    .forEach((value, name) => add('value', [...path, name], Buffer.from(value.getValue_asU8()), value));
  group
    .getPoliciesMap()
    .forEach((policy, name) =>
      add('policy', [...path, name], Buffer.from(policy.getPolicy()?.serializeBinary() ?? []), policy),
    );
  group.getGroupsMap().forEach((child, name) => {
    for (const [key, element] of configElements(child, [...path, name])) elements.set(key, element);
  });
  return elements;
};

/** The group that these elements make. @throws Error where a group names a member that is not among them. */
export const groupOf = (elements: ConfigElements, path: readonly string[] = ['Channel']): common.ConfigGroup => {
  const member = <T>(kind: ConfigElement['kind'], name: string): T => {
    const found = elements.get(keyOf(kind, [...path, name]));
    if (found === undefined) throw new Error(`config update: /${[...path, name].join('/')}: is named and not given`);
    return found.message as T;
  };
  const own = elements.get(keyOf('group', path))?.message as common.ConfigGroup;
  const result = new common.ConfigGroup();
  result.setVersion(own.getVersion());
  result.setModPolicy(own.getModPolicy());
  for (const name of names(own.getValuesMap()))
    result.getValuesMap().set(name, member<common.ConfigValue>('value', name));
  for (const name of names(own.getPoliciesMap()))
    result.getPoliciesMap().set(name, member<common.ConfigPolicy>('policy', name));
  for (const name of names(own.getGroupsMap())) {
    member('group', name);
    result.getGroupsMap().set(name, groupOf(elements, [...path, name]));
  }
  return result;
};

/** True where both say the same: a map's order, which no two writers share, does not count. */
export const sameElements = (left: ConfigElements, right: ConfigElements): boolean =>
  left.size === right.size &&
  [...left].every(([key, { version, modPolicy, content }]) => {
    const other = right.get(key);
    if (other === undefined || other.version !== version || other.modPolicy !== modPolicy) return false;
    return typeof content === 'string' ? content === other.content : content.equals(other.content as Buffer);
  });
