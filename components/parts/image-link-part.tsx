import type { MessagePart, Reply } from '@/lib/chat/message';
import { t } from '@/lib/client/i18n';
import { loadReplyImage } from '@/lib/client/images/remote-image';
import { toHref } from '@/lib/markdown/links';
import { ImageChip } from '@/components/markdown/image-chip';
import { VisibleText } from '@/components/markdown/visible-text';
import styles from './image-part.module.css';

interface ImageLinkPartProps {
  readonly part: Extract<MessagePart, { type: 'image-link' }>;
  readonly reply: Reply;
}

/** An image that was made and could not be downloaded: where it is, and the button that tries again. */
export function ImageLinkPart({ part, reply }: ImageLinkPartProps) {
  const { url, alt, failure } = part;
  const href = toHref(url);
  return (
    <div class={styles['link']}>
      <p>{t('imageNotFetched')}</p>
      {href === null ? (
        <VisibleText text={url} scope="exact" />
      ) : (
        <ImageChip
          image={{ type: 'image', href, alt, title: '' }}
          // A reply that streams is written by its own stream alone.
          isInLink={reply.outcome === null}
          load={() => loadReplyImage(reply, url)}
          failure={failure}
        />
      )}
    </div>
  );
}
