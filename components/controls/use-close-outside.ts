import type { RefObject } from 'preact';
import { useEffect } from 'preact/hooks';

/** Closes what is open at a press of the pointer beside `anchor`. */
export function useCloseOutside(
  anchor: RefObject<HTMLElement | null>,
  { isOpen, onClose }: { readonly isOpen: boolean; readonly onClose: () => void },
): void {
  useEffect(() => {
    if (!isOpen) return;
    const closeOutside = ({ target }: PointerEvent) => {
      if (target instanceof Node && !anchor.current?.contains(target)) onClose();
    };
    document.addEventListener('pointerdown', closeOutside);
    return () => document.removeEventListener('pointerdown', closeOutside);
  }, [anchor, isOpen, onClose]);
}
