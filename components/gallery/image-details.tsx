import type { GeneratedImage } from '@/lib/chat/image';
import { language, t } from '@/lib/client/i18n';
import { Button } from '@/components/controls/button';
import styles from './gallery.module.css';

interface ImageDetailsProps {
  readonly image: GeneratedImage;
  readonly onReuse: () => void;
  readonly onShowInChat: () => void;
  readonly onDelete: () => void;
}

/** Where an image comes from, and what can be done with it. */
export function ImageDetails({ image, onReuse, onShowInChat, onDelete }: ImageDetailsProps) {
  const { prompt, modelName, providerName, createdAt, width, height } = image;
  const time = new Intl.DateTimeFormat(language(), { dateStyle: 'medium', timeStyle: 'short' });
  return (
    <div class={styles['details']}>
      <p class={styles['prompt']} dir="auto">
        {prompt}
      </p>
      <p class={styles['origin']}>
        <span dir="auto">
          {providerName === '' ? modelName : t('imageMadeBy', modelName, providerName)}
        </span>
        <time dateTime={new Date(createdAt).toISOString()}>{time.format(createdAt)}</time>
        {width !== null && height !== null && <span>{`${width} × ${height}`}</span>}
      </p>
      <div class={styles['actions']}>
        <Button look="primary" onClick={onReuse}>
          {t('reusePrompt')}
        </Button>
        <Button onClick={onShowInChat}>{t('showInChat')}</Button>
        <Button look="quiet" onClick={onDelete}>
          {t('deleteImage')}
        </Button>
      </div>
    </div>
  );
}
