import { useState } from 'preact/hooks';

/**
 * What the user chose from the click on, while `keep` sees to it, and then what was kept: a control
 * does not wait for the storage, and does not show what failed. `keep` must not reject.
 */
export function useWanted<Value>(
  kept: Value,
  keep: (value: Value) => Promise<unknown>,
): [value: Value, choose: (value: Value) => void] {
  const [wanted, setWanted] = useState<{ readonly value: Value } | null>(null);

  function choose(value: Value): void {
    const choice = { value };
    setWanted(choice);
    void keep(value).then(() => setWanted((newest) => (newest === choice ? null : newest)));
  }

  return [wanted === null ? kept : wanted.value, choose];
}
