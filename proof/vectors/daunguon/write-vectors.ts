/** `node proof/vectors/daunguon/write-vectors.ts`: writes data/ anew; only a change of the format changes it. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeVectors } from './make-vectors.ts';

for (const [file, content] of Object.entries(makeVectors()))
  writeFileSync(join(import.meta.dirname, 'data', file), `${JSON.stringify(content, null, 1)}\n`);
