import { useState } from 'preact/hooks';
import type { SavedPrompt } from '@/lib/prompts/saved-prompts';
import { saveAsksAtOnce } from '@/lib/client/pages/ask-settings';
import { t } from '@/lib/client/i18n';
import { changePrompts, promptsIn, restorePrompts } from '@/lib/client/pages/prompts';
import type { Settings } from '@/lib/settings/settings';
import { Button } from '@/components/controls/button';
import { CheckField } from './check-field';
import { PromptRow } from './prompt-row';
import styles from './prompts-section.module.css';
import { SavedNote } from './saved-note';
import { Section } from './section';
import { useSaving } from './use-saving';

interface PromptsSectionProps {
  readonly settings: Settings;
}

/** The questions that are asked often: beside a selection, in the popup and after `/`. */
export function PromptsSection({ settings }: PromptsSectionProps) {
  const prompts = promptsIn(settings);
  const { status, save } = useSaving();
  const [before, setBefore] = useState<{ readonly prompts: Settings['prompts'] } | null>(null);
  const [openId, setOpenId] = useState<string | null>(null);
  /** A new one, until it is saved. */
  const [draft, setDraft] = useState<SavedPrompt | null>(null);

  const change = (next: (all: readonly SavedPrompt[]) => readonly SavedPrompt[]) =>
    save(() => changePrompts(next));
  function remove({ id }: SavedPrompt): void {
    setBefore({ prompts: settings.prompts });
    void change((all) => all.filter((each) => each.id !== id));
  }
  function restore(): void {
    setBefore({ prompts: settings.prompts });
    void save(() => restorePrompts(null));
  }
  function undo(): void {
    if (before === null) return;
    void save(() => restorePrompts(before.prompts));
    setBefore(null);
  }
  function add(): void {
    const id = crypto.randomUUID();
    setDraft({ id, title: '', text: '' });
  }

  return (
    <Section title={t('prompts')}>
      <p class={styles['help']}>{t('promptsHelp')}</p>
      <ol class={styles['list']}>
        {prompts.map((prompt, index) => (
          <PromptRow
            key={prompt.id}
            prompt={prompt}
            isOpen={prompt.id === openId}
            onToggle={() => setOpenId(prompt.id === openId ? null : prompt.id)}
            onSave={(changed) =>
              change((all) => all.map((each) => (each.id === prompt.id ? changed : each)))
            }
            onMoveUp={index === 0 ? null : () => void change((all) => movedUp(all, prompt))}
            onRemove={() => remove(prompt)}
          />
        ))}
        {draft && (
          <PromptRow
            key={draft.id}
            prompt={draft}
            isOpen
            onToggle={() => setDraft(null)}
            onSave={(changed) => change((all) => [...all, changed])}
            onMoveUp={null}
            onRemove={() => setDraft(null)}
          />
        )}
      </ol>
      <div class={styles['actions']}>
        <Button disabled={draft !== null} onClick={add}>
          {t('addPrompt')}
        </Button>
        {settings.prompts !== null && (
          <Button look="quiet" onClick={restore}>
            {t('restoreSuggested')}
          </Button>
        )}
        {before !== null && <Button onClick={undo}>{t('undo')}</Button>}
        <SavedNote status={status} />
      </div>
      <CheckField
        label={t('asksAtOnce')}
        help={t('asksAtOnceHelp')}
        isChecked={settings.asksAtOnce}
        onChange={(isOn) => save(() => saveAsksAtOnce(isOn))}
      />
    </Section>
  );
}

function movedUp(all: readonly SavedPrompt[], { id }: SavedPrompt): readonly SavedPrompt[] {
  const at = all.findIndex((each) => each.id === id);
  const [above, moved] = [all[at - 1], all[at]];
  if (!above || !moved) return all;
  return all.with(at - 1, moved).with(at, above);
}
