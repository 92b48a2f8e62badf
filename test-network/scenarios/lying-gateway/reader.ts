import { execFile } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readTrustPolicy, type StepName } from '@daunguon/proof';
import { getJson } from '../../../verifier-web/src/check/get-json.ts';
import { lookUp, type KnownHead, type Lookup } from '../../../verifier-web/src/check/look-up.ts';
import { verdictFor } from '../../../verifier-web/src/check/verdict.ts';
import { labelOf } from '../../../verifier-web/src/cli/target.ts';

/** A policy as it lies beside a verifier. */
export interface PolicyFiles {
  readonly text: string;
  readonly json: object;
}

/** What a reader is told after a scan. */
export interface Told {
  readonly code: string;
  readonly tone: string;
  /** Steps that failed, of the bundle that the verdict is about, with their reasons. */
  readonly failed: Partial<Record<StepName, string>>;
  /** Where the answer came from, and who gave none that proves itself. */
  readonly source: string;
  readonly unproven: readonly string[];
  /** Whether two signed heads of one size were found. */
  readonly equivocation: boolean;
}

const cli = join(import.meta.dirname, '../../../verifier-web/src/cli/daunguon-verify.ts');

const told = ({ best, failed, equivocation }: Pick<Lookup, 'best' | 'failed' | 'equivocation'>) => ({
  failed: Object.fromEntries(
    (best?.verification.steps ?? []).flatMap(({ name, result, detail }) => (result === 'fail' ? [[name, detail]] : [])),
  ),
  source: best?.source.kind ?? 'none',
  unproven: failed.map(({ source, why }) => `${source.kind} ${why}`),
  equivocation: equivocation !== null,
});

/** A person's phone: the page's own code, which remembers the newest head that it has seen proven. */
export class Reader {
  known: KnownHead | null = null;
  readonly #policy: () => PolicyFiles;
  readonly #now: () => number;

  constructor(policy: () => PolicyFiles, now: () => number) {
    this.#policy = policy;
    this.#now = now;
  }

  async lookUp(text: string): Promise<{ lookup: Lookup; told: Told }> {
    const label = labelOf(text);
    if (label === null) throw new Error(`no label: ${text}`);
    const files = this.#policy();
    const policy = readTrustPolicy(files.text, files.json);
    const now = this.#now();
    const lookup = await lookUp(label, { policy, now, known: this.known, saved: null, getJson });
    this.known = lookup.head ?? this.known;
    const { code, tone } = verdictFor({ kind: 'looked-up', lookup, policy }, now);
    return { lookup, told: { code, tone, ...told(lookup) } };
  }

  async scan(text: string): Promise<Told> {
    return (await this.lookUp(text)).told;
  }
}

/** Another person with the command line, as a process of its own: `exit` 0 authentic, 1 not authentic, 2 cannot confirm. */
export async function commandLine(
  dir: string,
  { text, json }: PolicyFiles,
  label: string,
): Promise<Told & { exit: number }> {
  mkdirSync(dir, { recursive: true });
  writeFileSync(join(dir, 'policy.txt'), text);
  writeFileSync(join(dir, 'policy.json'), JSON.stringify(json));
  const args = [cli, label, '--json', '--policy', dir, '--state', join(dir, 'heads.json')];
  const printed = await new Promise<string>((resolve, reject) => {
    // Exit codes are the command's answer; what it could not print is an error.
    execFile(process.execPath, ['--disable-warning=ExperimentalWarning', ...args], (_error, stdout, stderr) =>
      stdout === '' ? reject(new Error(stderr)) : resolve(stdout),
    );
  });
  const { verdict, exitCode, verification, source, failed, equivocation } = JSON.parse(printed) as {
    verdict: { code: string; tone: string };
    exitCode: number;
    verification?: NonNullable<Lookup['best']>['verification'];
    source?: NonNullable<Lookup['best']>['source'];
    failed: Lookup['failed'];
    equivocation: Lookup['equivocation'];
  };
  const best = verification === undefined || source === undefined ? null : { bundle: null, verification, source };
  return { exit: exitCode, code: verdict.code, tone: verdict.tone, ...told({ best, failed, equivocation }) };
}
