/** Transactions of every kind and every flag that a ledger of ours meets, by the test chaincode; on whatever network runs below. */

/** How a network is asked. `T`: an endorsed transaction. */
export interface Driver<T> {
  endorse(
    name: string,
    args: readonly string[],
    more?: { readonly transientData?: Record<string, string>; readonly endorsingOrganizations?: string[] },
  ): Promise<T>;
  /** Ordered together, so that they may share a block; resolves when all are committed. */
  commit(...transactions: T[]): Promise<void>;
  /** Ordered once more; resolves after the block that holds it the second time. */
  repeat(transaction: T): Promise<void>;
}

const members = { endorsingOrganizations: ['AgriMSP', 'EduMSP', 'HealthMSP'] };

const publicState = async <T>({ endorse, commit, repeat }: Driver<T>): Promise<void> => {
  const submit = async (name: string, ...args: string[]): Promise<void> => commit(await endorse(name, args));
  await submit('put', 'lot', 'Sầu riêng');
  await commit(...(await Promise.all(['a', 'b', 'c'].map((key) => endorse('put', [key, '1'])))));
  for (const count of [3, 130]) {
    const prefix = `k${count}-`;
    await submit('putMany', prefix, String(count));
    const scan = (): Promise<T> => endorse('count', [prefix, `${prefix}~`, 'sum']);
    const [first, second] = [await scan(), await scan()];
    await commit(first);
    await submit('put', `${prefix}new`, '1');
    // PHANTOM_READ_CONFLICT
    await commit(second);
  }
  await submit('put', 'counter', '0');
  // one VALID, two MVCC_READ_CONFLICT
  await commit(...(await Promise.all([1, 2, 3].map(() => endorse('increment', ['counter'])))));
  const twice = await endorse('put', ['twice', '1']);
  await commit(twice);
  // DUPLICATE_TXID
  await repeat(twice);
  await submit('delete', 'lot');
  await submit('putComposite', 'farm~lot', 'f1', 'a');
  for (const key of ['o\u{10000}', 'o\uffee']) await submit('put', key, '1');
  await submit('event', 'Registered', '{}');
};

const keyPolicies = async <T>({ endorse, commit }: Driver<T>): Promise<void> => {
  const submit = async (name: string, ...args: string[]): Promise<void> => commit(await endorse(name, args));
  await submit('put', 'guarded', '1');
  await submit('guard', 'guarded', 'TechMSP', 'HealthMSP');
  await submit('put', 'guarded', '2');
  // ENDORSEMENT_POLICY_FAILURE: enough for the chaincode, not for the key
  await commit(await endorse('put', ['guarded', '3'], members));
};

const privateState = async <T>({ endorse, commit }: Driver<T>): Promise<void> => {
  const submit = async (name: string, ...args: string[]): Promise<void> => commit(await endorse(name, args));
  const putPrivate = (key: string, value: string): Promise<T> =>
    endorse('putPrivate', ['growers', key], { transientData: { value }, ...members });
  await commit(await putPrivate('p', 'secret'), await putPrivate('q', 'x'));
  await commit(await putPrivate('p', 'secret2'));
  await submit('deletePrivate', 'growers', 'q');
  await submit('purgePrivate', 'growers', 'p');
  await commit(await putPrivate('g', '1'));
  await submit('guardPrivate', 'growers', 'g', 'TechMSP');
  await commit(await putPrivate('g', '2'));
};

export const everyKind = async <T>(driver: Driver<T>): Promise<void> => {
  await publicState(driver);
  await keyPolicies(driver);
  await privateState(driver);
};
