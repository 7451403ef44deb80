import { useState } from 'preact/hooks';
import type { SavedPrompt } from '@/lib/prompts/saved-prompts';
import { t } from '@/lib/client/i18n';
import { Button } from '@/components/controls/button';
import { IconButton } from '@/components/controls/icon-button';
import { ArrowUpIcon, PencilIcon, TrashIcon } from '@/components/controls/icons';
import { Field } from './field';
import styles from './prompts-section.module.css';

interface PromptRowProps {
  readonly prompt: SavedPrompt;
  readonly isOpen: boolean;
  readonly onToggle: () => void;
  readonly onSave: (prompt: SavedPrompt) => Promise<boolean>;
  /** `null` for the first. */
  readonly onMoveUp: (() => void) | null;
  readonly onRemove: () => void;
}

/** One prompt: its name and what it asks, and both to be changed when it is open. */
export function PromptRow({
  prompt,
  isOpen,
  onToggle,
  onSave,
  onMoveUp,
  onRemove,
}: PromptRowProps) {
  const { title, text } = prompt;
  return (
    <li class={styles['row']}>
      <div class={styles['head']}>
        <div class={styles['texts']}>
          <h3 dir="auto">{title || t('newPrompt')}</h3>
          {!isOpen && (
            <p class={styles['help']} dir="auto">
              {text}
            </p>
          )}
        </div>
        {onMoveUp && (
          <IconButton icon={ArrowUpIcon} label={t('moveUp', title)} onClick={onMoveUp} />
        )}
        <IconButton
          icon={PencilIcon}
          label={t('editPrompt', title)}
          aria-expanded={isOpen}
          onClick={onToggle}
        />
        <IconButton icon={TrashIcon} label={t('removePrompt', title)} onClick={onRemove} />
      </div>
      {isOpen && <PromptForm prompt={prompt} onSave={onSave} onDone={onToggle} />}
    </li>
  );
}

interface PromptFormProps {
  readonly prompt: SavedPrompt;
  readonly onSave: (prompt: SavedPrompt) => Promise<boolean>;
  readonly onDone: () => void;
}

function PromptForm({ prompt, onSave, onDone }: PromptFormProps) {
  const [title, setTitle] = useState(prompt.title);
  const [text, setText] = useState(prompt.text);
  const isWhole = title.trim() !== '' && text.trim() !== '';

  async function submit(): Promise<void> {
    if (isWhole && (await onSave({ ...prompt, title: title.trim(), text: text.trim() }))) onDone();
  }

  return (
    <form
      class={styles['form']}
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <Field label={t('promptTitle')}>
        {(attributes) => (
          <input
            {...attributes}
            dir="auto"
            value={title}
            onInput={(event) => setTitle(event.currentTarget.value)}
          />
        )}
      </Field>
      <Field label={t('promptText')} help={t('promptTextHelp')}>
        {(attributes) => (
          <textarea
            {...attributes}
            dir="auto"
            value={text}
            onInput={(event) => setText(event.currentTarget.value)}
          />
        )}
      </Field>
      <div class={styles['actions']}>
        <Button type="submit" look="primary" disabled={!isWhole}>
          {t('save')}
        </Button>
        <Button onClick={onDone}>{t('cancel')}</Button>
      </div>
    </form>
  );
}
