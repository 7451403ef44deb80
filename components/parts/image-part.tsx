import { useState } from 'preact/hooks';
import type { ImagePart as Part, Reply } from '@/lib/chat/message';
import { t } from '@/lib/client/i18n';
import { useImage } from '@/lib/client/images/use-image';
import { ImageIcon } from '@/components/controls/icons';
import { VisibleText } from '@/components/markdown/visible-text';
import { ImageFrame } from './image-frame';
import styles from './image-part.module.css';
import { ImageTools } from './image-tools';
import { ImageViewer } from './image-viewer';

interface ImagePartProps {
  readonly part: Part;
  readonly reply: Reply;
}

/** An image of a reply: it opens large, is downloaded and copied. */
export function ImagePart({ part, reply }: ImagePartProps) {
  const image = useImage(part.blobId);
  const [isOpen, setOpen] = useState(false);
  switch (image.type) {
    case 'loading':
      return <ImageFrame part={part} />;
    case 'deleted':
      return <MissingImage alt={part.alt} reason={t('imageDeleted')} />;
    case 'failed':
      return <MissingImage alt={part.alt} reason={t('imageUnread')} />;
    case 'ready':
      return (
        <>
          <ImageFrame part={part}>
            <button
              type="button"
              class={styles['open']}
              title={t('openLarge')}
              onClick={() => setOpen(true)}
            >
              <img src={image.url} alt={part.alt} decoding="async" draggable={false} />
            </button>
          </ImageFrame>
          <div class={styles['tools']}>
            <ImageTools image={image} prompt={part.alt} createdAt={reply.createdAt} />
          </div>
          {isOpen && (
            <ImageViewer
              images={reply.parts.flatMap((each) =>
                each.type === 'image'
                  ? [{ id: each.blobId, prompt: each.alt, createdAt: reply.createdAt }]
                  : [],
              )}
              firstId={part.blobId}
              onClose={() => setOpen(false)}
            />
          )}
        </>
      );
  }
}

function MissingImage({ alt, reason }: { readonly alt: string; readonly reason: string }) {
  return (
    <div class={styles['missing']}>
      <ImageIcon />
      <div>
        <p>{reason}</p>
        {alt !== '' && (
          <p class={styles['alt']} dir="auto">
            <VisibleText text={alt} scope="exact" />
          </p>
        )}
      </div>
    </div>
  );
}
