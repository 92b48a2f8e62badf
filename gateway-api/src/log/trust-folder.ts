import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { readTrustPolicy, type TrustPolicy } from '@daunguon/proof';

/** The trust policy as it lies beside the verifier: `policy.txt` and `policy.json`. A changed file counts at once. */
export class TrustFolder {
  readonly #dir: string;
  #stamp = '';
  #policy: TrustPolicy | undefined;
  #complaint = '';

  constructor(dir: string) {
    this.#dir = dir;
  }

  /** Undefined while there is none, or none that can be read. */
  policy(): TrustPolicy | undefined {
    const files = [join(this.#dir, 'policy.txt'), join(this.#dir, 'policy.json')];
    try {
      const stamp = files.map((file) => statSync(file).mtimeMs).join();
      if (stamp === this.#stamp) return this.#policy;
      const [text = '', json = ''] = files.map((file) => readFileSync(file, 'utf8'));
      this.#policy = readTrustPolicy(text, JSON.parse(json));
      this.#stamp = stamp;
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException;
      if (code !== 'ENOENT' && message !== this.#complaint) console.error(`trust policy in ${this.#dir}:`, message);
      this.#complaint = message;
    }
    return this.#policy;
  }
}
