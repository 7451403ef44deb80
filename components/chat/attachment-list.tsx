import type { BlobId } from '@/lib/chat/ids';
import { MAX_PROMPT_IMAGES } from '@/lib/chat/image';
import { removeImage } from '@/lib/client/images/attachments';
import type { Chat } from '@/lib/client/chat/chat';
import {
  focusComposer,
  type ComposerState,
  type ImageProblem,
} from '@/lib/client/chat/composer-store';
import { formatNumber, t } from '@/lib/client/i18n';
import { seesImages } from '@/lib/client/providers/providers-store';
import { useImage } from '@/lib/client/images/use-image';
import { useStore } from '@/lib/client/use-store';
import { CloseIcon, ImageIcon } from '@/components/controls/icons';
import styles from './attachment-list.module.css';

const selectComposer = (state: ComposerState) => state;

/** The images beside the prompt, and why one is not there. */
export function AttachmentList({ chat }: { readonly chat: Chat }) {
  const { images, attaching, imageProblem } = useStore(chat.composer, selectComposer);
  const canSee = useStore(chat.providers, seesImages);

  function remove(id: BlobId): void {
    removeImage(chat, id);
    focusComposer(chat.composer);
  }

  return (
    <>
      {images.length + attaching > 0 && (
        <ul class={styles['list']} aria-label={t('attachedImages')}>
          {images.map(({ id, name }) => (
            <li key={id} class={styles['item']}>
              <Thumbnail id={id} name={name} />
              <button
                type="button"
                class={styles['remove']}
                aria-label={t('removeImage', name)}
                title={t('removeImage', name)}
                onClick={() => remove(id)}
              >
                <CloseIcon />
              </button>
            </li>
          ))}
          {attaching > 0 && (
            <li class={styles['item']}>
              <span class={styles['thumbnail']}>
                <ImageIcon />
              </span>
              <output class={styles['preparing']}>{t('preparingImage')}</output>
            </li>
          )}
        </ul>
      )}
      {imageProblem && (
        <p class={styles['problem']} role="alert">
          {problemText(imageProblem)}
        </p>
      )}
      {images.length > 0 && !canSee && (
        <p class={styles['problem']} role="alert">
          {t('modelSeesNoImagesAttached')}
        </p>
      )}
    </>
  );
}

function Thumbnail({ id, name }: { readonly id: BlobId; readonly name: string }) {
  const image = useImage(id);
  return (
    <span class={styles['thumbnail']} title={name}>
      {image.type === 'ready' ? <img src={image.url} alt={name} /> : <ImageIcon />}
    </span>
  );
}

function problemText({ kind, name }: ImageProblem): string {
  switch (kind) {
    case 'type':
      return t('imageTypeNotTaken', name);
    case 'unreadable':
      return t('imageUnreadable', name);
    case 'too-many':
      return t('imagesTooMany', name, formatNumber(MAX_PROMPT_IMAGES));
    case 'not-stored':
      return t('imageNotStored', name);
    case 'not-taken':
      return t('modelSeesNoImages');
  }
}
