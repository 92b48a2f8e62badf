/** Started and killed by the contract tests: applies the blocks of `testBlock`, one to four at once, and says where it is. */
import { openMongoStore } from './mongo-store.ts';
import { openSqliteStore } from './sqlite-store.ts';
import { lastTestBlock, testBlock, testCollections } from './test-blocks.ts';

const [, , kind, place] = process.argv;
if (place === undefined) throw new Error('usage: crash-writer.ts sqlite|mongo <place>');
const store = kind === 'mongo' ? await openMongoStore(place, testCollections) : openSqliteStore(place, testCollections);
const at = (await store.checkpoint())?.number ?? -1;
for (let first = at + 1; first <= lastTestBlock;) {
  process.stdout.write(`begin ${first}\n`);
  // Started again at another block, it groups them in another way.
  const size = Math.min(1 + (first % 4), lastTestBlock + 1 - first);
  await store.applyBlocks(Array.from({ length: size }, (_, index) => testBlock(first + index)));
  first += size;
}
await store.close();
