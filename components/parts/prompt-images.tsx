import { useState } from 'preact/hooks';
import type { ImagePart, Prompt } from '@/lib/chat/message';
import { t } from '@/lib/client/i18n';
import { useImage } from '@/lib/client/images/use-image';
import { ImageIcon } from '@/components/controls/icons';
import styles from './image-part.module.css';
import { ImageViewer } from './image-viewer';

interface PromptImagesProps {
  readonly prompt: Prompt;
}

/** The images that the user gave with a prompt, small; each opens large. */
export function PromptImages({ prompt }: PromptImagesProps) {
  const parts = prompt.parts.filter((part) => part.type === 'image');
  const [openId, setOpenId] = useState<ImagePart['blobId'] | null>(null);
  return (
    <>
      <ul class={styles['thumbnails']}>
        {parts.map((part) => (
          <li key={part.blobId}>
            <Thumbnail part={part} onOpen={() => setOpenId(part.blobId)} />
          </li>
        ))}
      </ul>
      {openId !== null && (
        <ImageViewer
          images={parts.map(({ blobId, alt }) => ({
            id: blobId,
            prompt: alt,
            createdAt: prompt.createdAt,
          }))}
          firstId={openId}
          onClose={() => setOpenId(null)}
        />
      )}
    </>
  );
}

interface ThumbnailProps {
  readonly part: ImagePart;
  readonly onOpen: () => void;
}

function Thumbnail({ part, onOpen }: ThumbnailProps) {
  const image = useImage(part.blobId);
  return (
    <button
      type="button"
      class={styles['thumbnail']}
      title={t('openLarge')}
      aria-label={part.alt || t('imageWithoutText')}
      onClick={onOpen}
    >
      {image.type === 'ready' ? <img src={image.url} alt={part.alt} /> : <ImageIcon />}
    </button>
  );
}
