import type { ComponentType } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';

interface OverlayProps {
  readonly onClose: () => void;
}

/**
 * What opens over the page, in a file of its own that is fetched when it opens first. Where an update
 * took the file away, it closes.
 */
export function lazyOverlay<Props extends OverlayProps>(
  load: () => Promise<ComponentType<Props>>,
): ComponentType<Props> {
  let loaded: ComponentType<Props> | null = null;

  return function LazyOverlay(props: Props) {
    const [Overlay, setOverlay] = useState(() => loaded);
    const onCloseRef = useRef(props.onClose);
    onCloseRef.current = props.onClose;

    useEffect(() => {
      if (loaded !== null) return;
      const mounted = new AbortController();
      void load().then(
        (component) => {
          loaded = component;
          if (!mounted.signal.aborted) setOverlay(() => component);
        },
        () => {
          if (!mounted.signal.aborted) onCloseRef.current();
        },
      );
      return () => mounted.abort();
    }, []);

    return Overlay && <Overlay {...props} />;
  };
}
