import type { RefObject } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { BlobId } from '@/lib/chat/ids';
import type { GeneratedImage } from '@/lib/chat/image';
import { t } from '@/lib/client/i18n';
import { useImage } from '@/lib/client/images/use-image';
import { ImageIcon } from '@/components/controls/icons';
import styles from './gallery.module.css';

/** How far away from what is seen images are there already, of the height of the view. */
const NEAR = '100%';

interface GalleryRowsProps {
  readonly images: readonly GeneratedImage[];
  readonly scroller: RefObject<HTMLElement | null>;
  readonly onOpen: (id: BlobId) => void;
}

/** Some rows of images; while they are far away, the room they took. */
export function GalleryRows({ images, scroller, onOpen }: GalleryRowsProps) {
  const rows = useRef<HTMLUListElement>(null);
  const [farHeight, setFarHeight] = useState<number | null>(null);

  useEffect(() => {
    const element = rows.current;
    if (element === null) return;
    const observer = new IntersectionObserver(
      ([entry]) => {
        if (entry === undefined) return;
        const { isIntersecting, boundingClientRect } = entry;
        const hasFocus = element.contains(document.activeElement);
        setFarHeight(isIntersecting || hasFocus ? null : boundingClientRect.height);
      },
      { root: scroller.current, rootMargin: NEAR },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, [scroller]);

  const isNear = farHeight === null;
  return (
    <ul ref={rows} class={styles['rows']} style={{ blockSize: isNear ? 'auto' : `${farHeight}px` }}>
      {isNear &&
        images.map((image) => (
          <li key={image.id} class={styles['cell']}>
            <Cell image={image} onOpen={onOpen} />
          </li>
        ))}
    </ul>
  );
}

interface CellProps {
  readonly image: GeneratedImage;
  readonly onOpen: (id: BlobId) => void;
}

function Cell({ image: { id, prompt }, onOpen }: CellProps) {
  const image = useImage(id);
  return (
    <button
      type="button"
      class={styles['open']}
      aria-label={prompt || t('imageWithoutText')}
      title={prompt}
      onClick={() => onOpen(id)}
    >
      {image.type === 'ready' ? (
        <img src={image.url} alt={prompt} decoding="async" draggable={false} />
      ) : (
        <ImageIcon />
      )}
    </button>
  );
}
