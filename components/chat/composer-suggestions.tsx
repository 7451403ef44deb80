import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Chat } from '@/lib/client/chat/chat';
import { fillComposer } from '@/lib/client/chat/composer-store';
import { t } from '@/lib/client/i18n';
import { listOpenTabs } from '@/lib/client/pages/open-tabs';
import { addFromTab, allowAllSites } from '@/lib/client/pages/page-context';
import { insertPrompt, readPrompts } from '@/lib/client/pages/prompts';
import { isComposing } from '@/lib/client/shortcuts';
import { withoutTrigger, type TypedTrigger } from '@/lib/client/pages/typed-trigger';
import styles from './composer-suggestions.module.css';

const MAX_CHOICES = 8;

interface ComposerSuggestionsProps {
  readonly chat: Chat;
  readonly trigger: TypedTrigger;
  /** Where is typed. */
  readonly boxRef: RefObject<HTMLTextAreaElement | null>;
  readonly onClose: () => void;
}

/** What can be picked by typing; the keys go on working in the box. */
export function ComposerSuggestions({ chat, trigger, boxRef, onClose }: ComposerSuggestionsProps) {
  const choices = useChoices(chat, trigger);
  const [at, setAt] = useState(0);
  const list = useRef<HTMLDivElement>(null);
  const chosen = Math.min(at, choices.length - 1);

  useLayoutEffect(() => {
    const box = boxRef.current;
    const onKeyDown = (event: KeyboardEvent) => {
      if (isComposing(event) || event.shiftKey) return;
      const { length } = choices;
      if (event.key === 'Escape') onClose();
      else if (length === 0) return;
      else if (event.key === 'ArrowDown') setAt((chosen + 1) % length);
      else if (event.key === 'ArrowUp') setAt((chosen + length - 1) % length);
      else if (event.key === 'Enter' || event.key === 'Tab') choices[chosen]?.pick();
      else return;
      event.preventDefault();
      event.stopImmediatePropagation();
    };
    box?.addEventListener('keydown', onKeyDown, { capture: true }); // before the box's own
    return () => box?.removeEventListener('keydown', onKeyDown, { capture: true });
  }, [boxRef, choices, chosen, onClose]);
  useLayoutEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);

  if (choices.length === 0) return null;
  const label = t(trigger.kind === 'prompt' ? 'prompts' : 'openTabs');
  return (
    // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- its keys are pressed in the box
    <div ref={list} class={styles['list']} role="listbox" aria-label={label}>
      {choices.map(({ key, title, note, pick }, index) => (
        <button
          key={key}
          type="button"
          class={styles['choice']}
          // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- of the list above
          role="option"
          tabIndex={-1}
          aria-selected={index === chosen}
          onPointerDown={(event) => event.preventDefault()} // the box keeps the focus
          onClick={pick}
        >
          <span class={styles['title']} dir="auto">
            {title}
          </span>
          {note !== '' && <span class={styles['note']}>{note}</span>}
        </button>
      ))}
    </div>
  );
}

interface Choice {
  readonly key: string;
  readonly title: string;
  readonly note: string;
  readonly pick: () => void;
}

function useChoices(chat: Chat, trigger: TypedTrigger): readonly Choice[] {
  const { kind } = trigger;
  const [all, setAll] = useState<readonly Choice[]>([]);
  useEffect(() => {
    const mounted = new AbortController();
    const list = kind === 'prompt' ? listPrompts(chat) : listTabs(chat);
    list.then(
      (choices) => !mounted.signal.aborted && setAll(choices),
      () => {}, // then there is nothing to pick
    );
    return () => mounted.abort();
  }, [chat, kind]);
  const words = trigger.query.toLocaleLowerCase();
  return all
    .filter(({ title }) => title.toLocaleLowerCase().includes(words))
    .slice(0, MAX_CHOICES)
    .map(({ pick, ...choice }) => ({
      ...choice,
      pick: () => {
        const { text } = chat.composer.getState();
        fillComposer(chat.composer, withoutTrigger(text, trigger));
        pick();
      },
    }));
}

async function listPrompts(chat: Chat): Promise<Choice[]> {
  return (await readPrompts()).map((prompt) => ({
    key: prompt.id,
    title: prompt.title,
    note: '',
    pick: () => insertPrompt(chat, prompt),
  }));
}

/** Tabs that can be read by their titles; the others are one choice, which asks for access. */
async function listTabs(chat: Chat): Promise<Choice[]> {
  const tabs = await listOpenTabs();
  const known = tabs.filter(({ url }) => /^https?:/.test(url));
  const others = tabs.length - known.length;
  const choices = known.map((tab) => ({
    key: String(tab.id),
    title: tab.title || tab.url,
    note: new URL(tab.url).host,
    pick: () => void addFromTab(chat, 'page', tab),
  }));
  if (others === 0) return choices;
  return [
    ...choices,
    { key: 'others', title: t('allowOtherTabs'), note: '', pick: () => void allowOthers(chat) },
  ];
}

/** Once their titles are known, they are listed. */
async function allowOthers(chat: Chat): Promise<void> {
  if (!(await allowAllSites())) return;
  const { text } = chat.composer.getState();
  fillComposer(chat.composer, `${text}@`);
}
