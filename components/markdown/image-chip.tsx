import { toImageAddress } from '@/lib/chat/remote-image';
import { t } from '@/lib/client/i18n';
import { ImageIcon } from '@/components/controls/icons';
import type { ImageInline } from '@/lib/markdown/ast';
import { mixesScripts } from '@/lib/markdown/hosts';
import { destinationOf } from '@/lib/markdown/link-text';
import styles from './image-chip.module.css';
import markdown from './markdown.module.css';
import { RemoteImage, type RemoteImageProps } from './remote-image';
import { VisibleText } from './visible-text';

interface ImageChipProps extends Pick<RemoteImageProps, 'load' | 'failure'> {
  readonly image: ImageInline;
  readonly isInLink: boolean;
}

/** What stands for a remote image. Loading one tells its host that, and when, it was read: it takes a click. */
export function ImageChip({ image, isInLink, ...loading }: ImageChipProps) {
  const host = destinationOf(image.href);
  const name = (
    <>
      <VisibleText text={t('imageFromHost', host)} scope="exact" />
      {mixesScripts(host) && <mark class={markdown['hidden']}>{t('mixedScripts')}</mark>}
    </>
  );
  const alt = image.alt !== '' && (
    <span class={styles['alt']} dir="auto">
      <VisibleText text={image.alt} scope="exact" />
    </span>
  );
  if (isInLink) {
    return (
      <span class={styles['chip']}>
        <ImageIcon />
        <span>{name}</span>
        {alt}
      </span>
    );
  }
  const chip = (
    <>
      <ImageIcon />
      <a
        class={styles['host']}
        href={image.href}
        title={image.href}
        target="_blank"
        rel="noopener noreferrer"
        referrerpolicy="no-referrer"
      >
        {name}
      </a>
      {alt}
    </>
  );
  const address = toImageAddress(image.href);
  if (address === null) return <span class={styles['chip']}>{chip}</span>;
  return (
    // Another image in this place starts as a chip again.
    <RemoteImage key={address} address={address} host={host} alt={image.alt} {...loading}>
      {chip}
    </RemoteImage>
  );
}
