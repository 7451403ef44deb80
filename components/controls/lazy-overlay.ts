import type { ComponentType } from 'preact';
import { lazyPart } from './lazy-part';

interface OverlayProps {
  readonly onClose: () => void;
}

/** What opens over the page, as a `lazyPart`: where an update took its file away, it closes. */
export function lazyOverlay<Props extends OverlayProps>(
  load: () => Promise<ComponentType<Props>>,
): ComponentType<Props> {
  return lazyPart(
    load,
    () => null,
    ({ onClose }) => onClose(),
  );
}
