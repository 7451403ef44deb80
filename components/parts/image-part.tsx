import { t } from '@/lib/client/i18n';
import { ImageIcon } from '@/components/controls/icons';
import { VisibleText } from '@/components/markdown/visible-text';
import styles from './image-part.module.css';

/** An image of a reply, as its description. */
export function ImagePart({ alt }: { readonly alt: string }) {
  return (
    <p class={styles['image']}>
      <ImageIcon />
      <span dir="auto">
        {alt === '' ? t('imageWithoutText') : <VisibleText text={alt} scope="exact" />}
      </span>
    </p>
  );
}
