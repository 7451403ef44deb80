import { useLayoutEffect, useState } from 'preact/hooks';
import type { StoreApi } from 'zustand/vanilla';

/** Re-renders when `selector`'s result changes, compared with `Object.is`. */
export function useStore<State, Selected>(
  store: StoreApi<State>,
  selector: (state: State) => Selected,
): Selected {
  const selected = selector(store.getState());
  const [, setRendered] = useState({ selected });
  useLayoutEffect(() => {
    let rendered = selected;
    const check = () => {
      const next = selector(store.getState());
      if (Object.is(rendered, next)) return;
      rendered = next;
      setRendered({ selected: next });
    };
    check(); // the store may have changed between render and effect
    return store.subscribe(check);
  }, [store, selector, selected]);
  return selected;
}
