import type { Database, Schema, StoreName } from './database';

/** The part that we use of the browser's own stores, with the types of what is in them. */
interface Store<Value, Key> extends Index<Value, Key> {
  get(key: Key): IDBRequest<Value | undefined>;
  getKey(key: Key): IDBRequest<Key | undefined>;
  put(value: Value, key?: Key): IDBRequest<Key>;
  add(value: Value, key?: Key): IDBRequest<Key>;
  delete(key: Key | IDBKeyRange): IDBRequest<undefined>;
  index(name: string): Index<Value, Key>;
}

interface Index<Value, Key> {
  getAll(range?: IDBKeyRange, count?: number): IDBRequest<Value[]>;
  getAllKeys(range?: IDBKeyRange): IDBRequest<Key[]>;
  openCursor(
    range: IDBKeyRange | null,
    direction: IDBCursorDirection,
  ): IDBRequest<Cursor<Value> | null>;
}

interface Cursor<Value> {
  readonly value: Value;
  continue(): void;
}

type Stores<Name extends StoreName> = {
  readonly [Each in Name]: Store<Schema[Each]['value'], Schema[Each]['key']>;
};

/** Reads from stores in one transaction, which lasts while `work` awaits nothing but its requests. */
export async function read<Name extends StoreName, Result>(
  database: Database,
  names: readonly Name[],
  work: (stores: Stores<Name>) => Promise<Result>,
): Promise<Result> {
  return work(storesOf(database.transaction(names), names));
}

/**
 * Changes stores in one transaction. Once it resolves no kill of the process can lose what `work`
 * wrote; it rejects where any of that failed, and then none of it is there.
 */
export async function write<Name extends StoreName, Result>(
  database: Database,
  names: readonly Name[],
  work: (stores: Stores<Name>) => Result | Promise<Result>,
): Promise<Result> {
  const transaction = database.transaction(names, 'readwrite');
  const completed = new Promise<void>((resolve, reject) => {
    transaction.addEventListener('complete', () => resolve());
    transaction.addEventListener('abort', () => reject(transaction.error));
  });
  completed.catch(() => {}); // where `work` fails first, that is what is told
  const result = await workIn(transaction, () => work(storesOf(transaction, names)));
  transaction.commit(); // sooner than the browser would by itself
  await completed;
  return result;
}

/** A transaction would keep what was written before its work failed. */
async function workIn<Result>(
  transaction: IDBTransaction,
  work: () => Result | Promise<Result>,
): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (transaction.error === null) transaction.abort(); // else the browser did
    throw error;
  }
}

function storesOf<Name extends StoreName>(transaction: IDBTransaction, names: readonly Name[]) {
  const entries = names.map((name) => [name, transaction.objectStore(name)]);
  return Object.fromEntries(entries) as Stores<Name>;
}

/** What a request brings. Opening a cursor brings one entry each time it continues. */
export function resultOf<Result>(request: IDBRequest<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result), { once: true });
    request.addEventListener('error', () => reject(request.error), { once: true });
  });
}
