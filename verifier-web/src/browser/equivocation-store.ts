import type { Equivocation } from '../check/equivocation.ts';

const key = (origin: string): string => `daunguon.two-histories.${origin}`;

/** Evidence against a log is kept until somebody clears this site's data: it may be the only copy. */
export function keepEquivocation(origin: string, equivocation: Equivocation): void {
  try {
    localStorage.setItem(key(origin), JSON.stringify(equivocation));
  } catch {
    // storage forbidden or full: it is still offered on this page
  }
}

export function keptEquivocation(origin: string): Equivocation | null {
  try {
    const kept = JSON.parse(localStorage.getItem(key(origin)) ?? 'null') as Equivocation | null;
    return kept?.evidence === 'daunguon-equivocation/1' ? kept : null;
  } catch {
    return null;
  }
}
