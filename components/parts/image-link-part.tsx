import { t } from '@/lib/client/i18n';
import { toHref } from '@/lib/markdown/links';
import { ImageChip } from '@/components/markdown/image-chip';
import { VisibleText } from '@/components/markdown/visible-text';
import styles from './image-part.module.css';

interface ImageLinkPartProps {
  readonly url: string;
  readonly alt: string;
}

/** An image that was made and could not be downloaded: where it is, and the button that tries again. */
export function ImageLinkPart({ url, alt }: ImageLinkPartProps) {
  const href = toHref(url);
  return (
    <div class={styles['link']}>
      <p>{t('imageNotFetched')}</p>
      {href === null ? (
        <VisibleText text={url} scope="exact" />
      ) : (
        <ImageChip image={{ type: 'image', href, alt, title: '' }} isInLink={false} />
      )}
    </div>
  );
}
