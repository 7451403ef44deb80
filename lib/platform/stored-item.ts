import { browser } from 'wxt/browser';

/** `local` is kept until the extension is removed, `session` until the browser closes. */
export type StorageArea = 'local' | 'session';

export interface StoredItem<T> {
  read(): Promise<T>;
  write(value: T): Promise<void>;
  remove(): Promise<void>;
  /**
   * Changes made in one context run one after the other, so that two in a row do not undo each other.
   * A value that is returned as it came is not written.
   */
  change(update: (before: T) => T): Promise<{ readonly before: T; readonly after: T }>;
  /** Calls `listener` after every change, in whichever context it was made. */
  watch(listener: (value: T) => void, signal: AbortSignal): void;
}

/**
 * One value in the browser's storage. `parse` makes it of what is stored: `undefined` where nothing
 * is, and whatever an older version of us wrote, which is another program.
 */
export function createStoredItem<T>(
  area: StorageArea,
  key: string,
  parse: (stored: unknown) => T,
): StoredItem<T> {
  let lastChange: Promise<unknown> = Promise.resolve();

  async function read(): Promise<T> {
    const stored = await browser.storage[area].get(key);
    return parse(stored[key]);
  }

  async function write(value: T): Promise<void> {
    await browser.storage[area].set({ [key]: value });
  }

  return {
    read,
    write,
    remove: () => browser.storage[area].remove(key),
    change(update) {
      const change = lastChange.then(async () => {
        const before = await read();
        const after = update(before);
        if (after !== before) await write(after);
        return { before, after };
      });
      lastChange = change.catch(() => {});
      return change;
    },
    watch(listener, signal) {
      const { onChanged } = browser.storage[area];
      const hear = (changes: Readonly<Record<string, { readonly newValue?: unknown }>>) => {
        const change = changes[key];
        if (change !== undefined) listener(parse(change.newValue));
      };
      onChanged.addListener(hear);
      signal.addEventListener('abort', () => onChanged.removeListener(hear), { once: true });
    },
  };
}
