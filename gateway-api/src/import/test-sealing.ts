/** For tests: keys of imports, the same in one process however often a store is opened, or in `file` where another process is to go on. */
import { openSubjectKeys } from '../vault/subject-keys.ts';
import type { ImportSealing } from './import-file.ts';

const inMemory = openSubjectKeys(':memory:', Buffer.alloc(32, 7));

export const testSealing = (file?: string): ImportSealing => ({
  keys: file === undefined ? inMemory : openSubjectKeys(file, Buffer.alloc(32, 7)),
  ...{ kind: 'test', about: 'daunguon/import/v1 test ' },
});
