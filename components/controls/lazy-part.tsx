import type { ComponentType } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';

/**
 * A part of the page in a file of its own, which is fetched when the part is drawn first; until
 * then, and where an update took the file away, which `onGone` is told, `Placeholder` keeps its room.
 */
export function lazyPart<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  Placeholder: ComponentType<Props>,
  onGone: (props: Props) => void = () => {},
): ComponentType<Props> {
  let loaded: ComponentType<Props> | null = null;

  return function LazyPart(props: Props) {
    const [Part, setPart] = useState(() => loaded);
    const propsRef = useRef(props);
    propsRef.current = props;

    useEffect(() => {
      if (loaded !== null) return;
      const mounted = new AbortController();
      void load().then(
        (component) => {
          loaded = component;
          if (!mounted.signal.aborted) setPart(() => component);
        },
        () => {
          if (!mounted.signal.aborted) onGone(propsRef.current);
        },
      );
      return () => mounted.abort();
    }, []);

    return Part ? <Part {...props} /> : <Placeholder {...props} />;
  };
}
