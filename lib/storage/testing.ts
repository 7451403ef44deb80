import type { Database, Schema, StoreName } from './database';
import { read, resultOf } from './transaction';

/** All that is in a store. */
export function rowsOf<Name extends StoreName>(
  database: Database,
  name: Name,
): Promise<Schema[Name]['value'][]> {
  return read(database, [name], (stores) => resultOf(stores[name].getAll()));
}
