import { browser } from 'wxt/browser';
import { languageNameOf, type SavedPrompt } from '@/lib/prompts/saved-prompts';
import { promptsOf } from '@/lib/prompts/suggested-prompts';
import { readSettings } from '@/lib/settings/settings';
import { textFor } from '../texts';

/** The user's prompts, or those we suggest. */
export async function readPrompts(): Promise<readonly SavedPrompt[]> {
  const { prompts } = await readSettings();
  return promptsOf(prompts, textFor);
}

/** The user's language by its own name, for prompts that ask for a translation. */
export function languageName(): string {
  return languageNameOf(browser.i18n.getUILanguage());
}
