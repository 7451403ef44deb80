import { DataExport } from './data-exchange-export';
import { DataImport } from './data-exchange-import';

/** Takes the user's data out of here, and brings it back. */
export function DataExchange() {
  return (
    <>
      <DataExport />
      <DataImport />
    </>
  );
}
