import type { Operation } from './operations.ts';

/** Commands at the gateway's machine that the audit log knows, Vietnamese first. */
const commands: readonly (readonly [start: string, title: string])[] = [
  ['command erase', 'Xóa dữ liệu cá nhân / Erase personal data'],
  ['command change vault key', 'Đổi khóa két / Change the vault’s key'],
];

/**
 * What an act of the audit log is in words: the summary of its operation, whether the act names the route's pattern or, before it was answered, the
 * path itself. '' where no operation is like it.
 */
export function actTitles(operations: readonly Operation[]): (act: string) => string {
  const exact = new Map<string, string>();
  const patterns: (readonly [RegExp, string])[] = [];
  for (const { method, path, summary } of operations) {
    const act = `${method.toUpperCase()} ${path}`;
    exact.set(act, summary);
    const source = act.replaceAll('.', '\\.').replaceAll(/\*\w+/g, '.+').replaceAll(/:\w+/g, '[^/]+'); // prettier-ignore
    patterns.push([new RegExp(`^${source}$`), summary]);
  }
  return (act) =>
    exact.get(act) ??
    commands.find(([start]) => act.startsWith(start))?.[1] ??
    patterns.find(([pattern]) => pattern.test(act))?.[1] ??
    '';
}
