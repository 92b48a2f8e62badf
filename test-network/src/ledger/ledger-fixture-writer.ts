/** Child process of the kill test: commits blocks without end and prints the height of each once it is committed. */
import { commit, put, testLedger } from './ledger-fixture.ts';

const ledger = testLedger(process.argv[2], true);
for (;;) {
  const number = ledger.height();
  const transactions = Array.from({ length: 20 }, (_, index) => put(ledger, `k${String(index)}`, String(number)));
  commit(ledger, transactions);
  process.stdout.write(`${String(number)}\n`);
}
