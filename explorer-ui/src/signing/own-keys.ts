import type { OwnIdentity } from './sign-and-submit.ts';

/** A person's key on this device: the handle of a key that nothing can read out, and its certificate. */
export interface OwnKey {
  readonly pair: CryptoKeyPair;
  readonly identity: OwnIdentity;
}

const [database, store] = ['dn-signing', 'keys'];

const opened = (): Promise<IDBDatabase> =>
  new Promise((resolve, reject) => {
    const request = indexedDB.open(database, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(store);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('indexedDB'));
  });

async function inStore<Value>(
  mode: IDBTransactionMode,
  work: (keys: IDBObjectStore) => IDBRequest<Value>,
): Promise<Value> {
  const db = await opened();
  try {
    const transaction = db.transaction(store, mode);
    const request = work(transaction.objectStore(store));
    await new Promise<void>((resolve, reject) => {
      transaction.oncomplete = () => resolve();
      transaction.onerror = transaction.onabort = () => reject(transaction.error ?? new Error('indexedDB'));
    });
    return request.result;
  } finally {
    db.close();
  }
}

/** Keys by unit and role: a certificate says in which unit its person acts. */
const nameOf = ({ unit, role }: { readonly unit: string; readonly role: string }): string => `${role}@${unit}`;

export const loadOwnKey = async (member: { unit: string; role: string }): Promise<OwnKey | undefined> =>
  (await inStore('readonly', (keys) => keys.get(nameOf(member)))) as OwnKey | undefined;

export const keepOwnKey = async (key: OwnKey): Promise<void> => {
  await inStore('readwrite', (keys) => keys.put(key, nameOf(key.identity)));
};

export const forgetOwnKey = async (member: { unit: string; role: string }): Promise<void> => {
  await inStore('readwrite', (keys) => keys.delete(nameOf(member)));
};
