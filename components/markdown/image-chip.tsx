import { t } from '@/lib/client/i18n';
import { ImageIcon } from '@/components/controls/icons';
import type { ImageInline } from '@/lib/markdown/ast';
import { destinationOf } from '@/lib/markdown/link-text';
import styles from './image-chip.module.css';
import { VisibleText } from './visible-text';

interface ImageChipProps {
  readonly image: ImageInline;
  readonly isInLink: boolean;
}

/** What stands for a remote image. Loading one would tell its host that, and when, it was read. */
export function ImageChip({ image, isInLink }: ImageChipProps) {
  const content = (
    <>
      <ImageIcon />
      <span>{t('imageFromHost', destinationOf(image.href))}</span>
      {image.alt !== '' && (
        <span class={styles['alt']} dir="auto">
          <VisibleText text={image.alt} scope="exact" />
        </span>
      )}
    </>
  );
  if (isInLink) return <span class={styles['chip']}>{content}</span>;
  return (
    <a
      class={styles['chip']}
      href={image.href}
      title={image.href}
      target="_blank"
      rel="noopener noreferrer"
      referrerpolicy="no-referrer"
    >
      {content}
    </a>
  );
}
