import {
  hasImages,
  textOf,
  type ContextPart as ContextPartData,
  type Prompt,
} from '@/lib/chat/message';
import { editPrompt } from '@/lib/client/chat/composer-store';
import { t } from '@/lib/client/i18n';
import { IconButton } from '@/components/controls/icon-button';
import { PencilIcon } from '@/components/controls/icons';
import { lazyPart } from '@/components/controls/lazy-part';
import { ContextPart } from '@/components/parts/context-part';
import type { MessageProps } from './message';
import styles from './message.module.css';
import { TrySwitcher } from './try-switcher';

const PromptImages = lazyPart(
  async () => (await import('@/components/parts/prompt-images')).PromptImages,
  () => null,
);

interface PromptMessageProps extends Omit<MessageProps, 'message'> {
  readonly prompt: Prompt;
}

/** What the user asked. */
export function PromptMessage({ prompt, chat, ...tries }: PromptMessageProps) {
  return (
    <article class={styles['message']} data-role="user" aria-label={t('you')}>
      {hasImages(prompt) && (
        <div class={styles['images']}>
          <PromptImages prompt={prompt} />
        </div>
      )}
      {contextOf(prompt).map((part) => (
        <div key={`${part.url} ${part.text.length}`} class={styles['context']}>
          <ContextPart part={part} />
        </div>
      ))}
      <div class={styles['prompt']} dir="auto">
        {textOf(prompt)}
      </div>
      <div class={styles['actions']}>
        <TrySwitcher chat={chat} {...tries} />
        <IconButton
          icon={PencilIcon}
          label={t('edit')}
          onClick={() => editPrompt(chat.composer, prompt)}
        />
      </div>
    </article>
  );
}

function contextOf({ parts }: Prompt): ContextPartData[] {
  return parts.filter((part) => part.type === 'context');
}
