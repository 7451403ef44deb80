import type { SavedPrompt } from './saved-prompts';

/** The prompts that are there before the user writes any: message keys for title and text. */
export const SUGGESTED_PROMPTS = [
  { id: 'explain', title: 'promptExplain', text: 'promptExplainText' },
  { id: 'summarize', title: 'promptSummarize', text: 'promptSummarizeText' },
  { id: 'translate', title: 'promptTranslate', text: 'promptTranslateText' },
  { id: 'rewrite', title: 'promptRewrite', text: 'promptRewriteText' },
] as const;

/** The user's prompts, or those we suggest in the user's language. */
export function promptsOf(
  saved: readonly SavedPrompt[] | null,
  textFor: (key: (typeof SUGGESTED_PROMPTS)[number]['title' | 'text']) => string,
): readonly SavedPrompt[] {
  if (saved !== null) return saved;
  return SUGGESTED_PROMPTS.map(({ id, title, text }) => ({
    id,
    title: textFor(title),
    text: textFor(text),
  }));
}
