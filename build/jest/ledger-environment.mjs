import { relative } from 'node:path';
import { TestEnvironment } from 'jest-environment-node';
import { missingFabric } from '../../network/src/native/programs.ts';

const onFabric = process.env['LEDGER'] === 'fabric';
/** Nine programs start where the embedded network is one, and blocks wait for more transactions. */
const patience = 4;
/** What whole systems and the network's clients are tested in: these take the ledger that LEDGER names. */
const takesLedger = /\/scenarios\//;

/**
 * With LEDGER=fabric the scenarios run on real Fabric. A file that is about the embedded network alone says so in its first comment, with the
 * reason: `@embedded reads the network's own ledger file`. Where no Fabric is present every scenario is skipped, for a reason that is printed.
 */
export default class LedgerEnvironment extends TestEnvironment {
  #reason;

  constructor(config, context) {
    super(config, context);
    if (!onFabric || !takesLedger.test(context.testPath)) return;
    const { embedded } = context.docblockPragmas;
    this.#reason =
      embedded === undefined ? missingFabric() : `about the embedded network alone: ${[embedded].flat().join(' ')}`;
    if (this.#reason === undefined) return;
    // Jest keeps what a file says on its console to itself when all its tests are skipped.
    process.stderr.write(`SKIPPED: ${relative(config.globalConfig.rootDir, context.testPath)}: ${this.#reason}\n`);
  }

  handleTestEvent({ name }, state) {
    if (name !== 'run_start' || !onFabric) return;
    state.testTimeout *= patience;
    this.#visit(state.rootDescribeBlock);
  }

  #visit(block) {
    const hooksAndTests = [...block.hooks, ...block.children.filter(({ type }) => type === 'test')];
    for (const each of hooksAndTests) {
      if (each.timeout !== undefined) each.timeout *= patience;
      if (each.type === 'test' && this.#reason !== undefined) each.mode = 'skip';
    }
    for (const child of block.children) if (child.type === 'describeBlock') this.#visit(child);
  }
}
