import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import type { System } from './system.ts';

/** The process of this copy that runs `program`, undefined while none does; others on the machine are left alone. */
export function processOf(system: Pick<System, 'dataDir' | 'offset'>, program: string): number | undefined {
  const table = execFileSync('ps', ['-eww', '-o', 'pid=,args='], { encoding: 'utf8' });
  const lines = table.split('\n').filter((line) => line.includes(program) && !line.includes('ps -eww'));
  return lines
    .map((line) => Number.parseInt(line, 10))
    .find((pid) => {
      try {
        const environment = readFileSync(`/proc/${pid}/environ`, 'utf8');
        return environment.includes(`=${system.dataDir}`) && environment.includes(`DN_PORT_OFFSET=${system.offset}`);
      } catch {
        return false;
      }
    });
}
