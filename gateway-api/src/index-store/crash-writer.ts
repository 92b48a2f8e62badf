/** Started and killed by the contract tests: applies the blocks of `testBlock` and says which one it is in. */
import { openMongoStore } from './mongo-store.ts';
import { openSqliteStore } from './sqlite-store.ts';
import { lastTestBlock, testBlock, testCollections } from './test-blocks.ts';

const [, , kind, place] = process.argv;
if (place === undefined) throw new Error('usage: crash-writer.ts sqlite|mongo <place>');
const store = kind === 'mongo' ? await openMongoStore(place, testCollections) : openSqliteStore(place, testCollections);
const at = (await store.checkpoint())?.number ?? -1;
for (let number = at + 1; number <= lastTestBlock; number += 1) {
  process.stdout.write(`begin ${number}\n`);
  const block = testBlock(number);
  await store.applyBlock(block.ref, block.ops);
}
await store.close();
