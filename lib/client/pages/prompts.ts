import {
  namesSelection,
  languageNameOf,
  promptAbout,
  type SavedPrompt,
} from '@/lib/prompts/saved-prompts';
import { promptsOf } from '@/lib/prompts/suggested-prompts';
import { changeSettings, readSettings, type Settings } from '@/lib/settings/settings';
import type { Chat } from '../chat/chat';
import { fillComposer } from '../chat/composer-store';
import { language, t } from '../i18n';

/** The user's prompts, or those we suggest. */
export function promptsIn({ prompts }: Pick<Settings, 'prompts'>): readonly SavedPrompt[] {
  return promptsOf(prompts, t);
}

export async function readPrompts(): Promise<readonly SavedPrompt[]> {
  return promptsIn(await readSettings());
}

/** Changes the user's prompts; those we suggest become the user's own with the first change. */
export async function changePrompts(
  change: (prompts: readonly SavedPrompt[]) => readonly SavedPrompt[],
): Promise<void> {
  await changeSettings((settings) => ({ ...settings, prompts: [...change(promptsIn(settings))] }));
}

/** Brings back what we suggest, in place of what there is. */
export async function restorePrompts(prompts: Settings['prompts']): Promise<void> {
  await changeSettings((settings) => ({ ...settings, prompts }));
}

/** Puts a prompt into the box, about the first page beside it. */
export function insertPrompt({ composer }: Pick<Chat, 'composer'>, { text }: SavedPrompt): void {
  const { context } = composer.getState();
  const [first, ...others] = context;
  const isInText = namesSelection(text) && first !== undefined;
  if (isInText) composer.setState({ context: others });
  fillComposer(composer, promptAbout(text, first?.page, languageNameOf(language())));
}
