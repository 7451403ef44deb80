import { useEffect, useState } from 'preact/hooks';
import { t } from '@/lib/client/i18n';
import { copyImage, imageFileName } from '@/lib/client/images/image-file';
import type { ImageState } from '@/lib/client/images/images';
import { IconButton } from '@/components/controls/icon-button';
import { CheckIcon, CopyIcon } from '@/components/controls/icons';
import { DownloadIcon } from '@/components/controls/image-icons';
import styles from './image-tools.module.css';

const CONFIRMATION_MS = 2000;

interface ImageToolsProps {
  readonly image: Extract<ImageState, { type: 'ready' }>;
  readonly prompt: string;
  readonly createdAt: number;
}

/** Takes an image out of here: as a file, or to the clipboard. */
export function ImageTools({ image: { blob, url }, prompt, createdAt }: ImageToolsProps) {
  const [copied, setCopied] = useState<'yes' | 'refused' | null>(null);

  useEffect(() => {
    if (copied === null) return;
    const timer = setTimeout(() => setCopied(null), CONFIRMATION_MS);
    return () => clearTimeout(timer);
  }, [copied]);

  async function copy(): Promise<void> {
    try {
      await copyImage(blob);
      setCopied('yes');
    } catch {
      setCopied('refused');
    }
  }

  return (
    <div class={styles['tools']}>
      <a
        class={styles['download']}
        href={url}
        download={imageFileName({ prompt, createdAt, mediaType: blob.type })}
        aria-label={t('downloadImage')}
        title={t('downloadImage')}
      >
        <DownloadIcon />
      </a>
      <IconButton
        icon={copied === 'yes' ? CheckIcon : CopyIcon}
        label={copied === 'yes' ? t('copied') : t('copyImage')}
        onClick={() => void copy()}
      />
      <output class={styles['note']}>{copied === 'refused' && t('imageNotCopied')}</output>
    </div>
  );
}
