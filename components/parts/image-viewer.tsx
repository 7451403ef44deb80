import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { BlobId } from '@/lib/chat/ids';
import { formatNumber, t, textDirection } from '@/lib/client/i18n';
import { useImage } from '@/lib/client/images/use-image';
import { Dialog } from '@/components/controls/dialog';
import { IconButton } from '@/components/controls/icon-button';
import { ChevronLeftIcon, ChevronRightIcon } from '@/components/controls/icons';
import { ZoomInIcon, ZoomOutIcon } from '@/components/controls/image-icons';
import { ImageTools } from './image-tools';
import styles from './image-viewer.module.css';

export interface ViewedImage {
  readonly id: BlobId;
  readonly prompt: string;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
}

interface ImageViewerProps<Image extends ViewedImage> {
  readonly images: readonly Image[];
  /** Which one is shown first. */
  readonly firstId: BlobId;
  readonly onClose: () => void;
  /** What is said of an image below it; its prompt where left out. */
  readonly children?: (image: Image) => ComponentChildren;
}

/** One image as large as the panel allows, or in its own size; arrow keys lead to its neighbours. */
export function ImageViewer<Image extends ViewedImage>({
  images,
  firstId,
  onClose,
  children,
}: ImageViewerProps<Image>) {
  const [shownId, setShownId] = useState(firstId);
  const at = Math.max(
    0,
    images.findIndex(({ id }) => id === shownId),
  );
  const image = images[at];
  if (image === undefined) return null;
  const show = (other: Image | undefined) => other && setShownId(other.id);
  const [previous, next] = [images[at - 1], images[at + 1]];

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === 'Escape') return event.stopPropagation(); // closes this, and stops no reply
    const [back, forward] =
      textDirection() === 'rtl' ? ['ArrowRight', 'ArrowLeft'] : ['ArrowLeft', 'ArrowRight'];
    if (event.key === back) show(previous);
    if (event.key === forward) show(next);
  }

  return (
    <Dialog title={t('imageWithoutText')} shape="page" onClose={onClose} onKeyDown={onKeyDown}>
      <Stage key={image.id} image={image}>
        {images.length > 1 && (
          <>
            <IconButton
              icon={ChevronLeftIcon}
              label={t('previousImage')}
              disabled={previous === undefined}
              onClick={() => show(previous)}
            />
            <span class={styles['place']}>
              {t('imageOf', formatNumber(at + 1), formatNumber(images.length))}
            </span>
            <IconButton
              icon={ChevronRightIcon}
              label={t('nextImage')}
              disabled={next === undefined}
              onClick={() => show(next)}
            />
          </>
        )}
      </Stage>
      <footer class={styles['caption']}>
        {children ? (
          children(image)
        ) : (
          <p class={styles['prompt']} dir="auto">
            {image.prompt}
          </p>
        )}
      </footer>
    </Dialog>
  );
}

interface StageProps {
  readonly image: ViewedImage;
  /** Stands between the tools. */
  readonly children: ComponentChildren;
}

function Stage({ image: { id, prompt, createdAt }, children }: StageProps) {
  const image = useImage(id);
  const [zoom, setZoom] = useState<'fit' | 'actual'>('fit');
  const otherZoom = zoom === 'fit' ? 'actual' : 'fit';
  const isReady = image.type === 'ready';
  return (
    <>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- scrolled with the keys */}
      <div class={styles['stage']} data-zoom={zoom} tabIndex={zoom === 'actual' ? 0 : -1}>
        {isReady && <img src={image.url} alt={prompt} />}
        {image.type === 'deleted' && <p>{t('imageDeleted')}</p>}
        {image.type === 'failed' && <p>{t('imageUnread')}</p>}
      </div>
      <div class={styles['tools']}>
        {isReady && <ImageTools image={image} prompt={prompt} createdAt={createdAt} />}
        <div class={styles['places']}>{children}</div>
        <IconButton
          icon={zoom === 'fit' ? ZoomInIcon : ZoomOutIcon}
          label={zoom === 'fit' ? t('actualSize') : t('fitSize')}
          onClick={() => setZoom(otherZoom)}
        />
      </div>
    </>
  );
}
