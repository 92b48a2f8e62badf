import { existsSync, readdirSync, readFileSync } from 'node:fs';

/**
 * How memory is counted here. PSS (Linux: /proc/<pid>/smaps_rollup) divides a page that several processes map by their
 * number, so that the sum over processes is what the machine spends; RSS counts such a page once for each of them.
 */
export const memoryUnit = existsSync('/proc/self/smaps_rollup')
  ? 'MB (PSS)'
  : 'MB (RSS, shared pages counted repeatedly)';

const textOf = (pid: number | string, file: string): string => {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    // The process ended meanwhile.
    return '';
  }
};

/** Its command line, the arguments parted by blanks. */
export const commandOf = (pid: number): string => textOf(pid, 'cmdline').replaceAll('\0', ' ');

export const memoryMb = (pid: number): number => {
  const kilobytes =
    /^Pss:\s+(\d+)/m.exec(textOf(pid, 'smaps_rollup')) ?? /^VmRSS:\s+(\d+)/m.exec(textOf(pid, 'status'));
  return Number(kilobytes?.[1] ?? 0) / 1024;
};

/** A process and its descendants (Linux only: /proc). */
export function familyOf(root: number): number[] {
  const parents = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => [Number(name), Number(/^PPid:\s+(\d+)/m.exec(textOf(name, 'status'))?.[1])] as const);
  const family = [root];
  for (const pid of family) family.push(...parents.filter(([, parent]) => parent === pid).map(([child]) => child));
  return family;
}
