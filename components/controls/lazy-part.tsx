import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';

/**
 * A part of the page in a file of its own, which is fetched when the part is drawn first; until
 * then, and where an update took the file away, `Placeholder` keeps its room.
 */
export function lazyPart<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  Placeholder: ComponentType<Props>,
): ComponentType<Props> {
  let loaded: ComponentType<Props> | null = null;

  return function LazyPart(props: Props) {
    const [Part, setPart] = useState(() => loaded);

    useEffect(() => {
      if (loaded !== null) return;
      const mounted = new AbortController();
      void load().then(
        (component) => {
          loaded = component;
          if (!mounted.signal.aborted) setPart(() => component);
        },
        () => {},
      );
      return () => mounted.abort();
    }, []);

    return Part ? <Part {...props} /> : <Placeholder {...props} />;
  };
}
