import * as z from '@/lib/schema';

/** A question that the user asks often, of a selection, a page or anything in the box. */
export const savedPromptSchema = z.object({
  id: z.string(),
  title: z.string(),
  /** `{selection}`, `{language}`, `{title}` and `{address}` stand for what they are when it is asked. */
  text: z.string(),
});
export type SavedPrompt = z.infer<typeof savedPromptSchema>;

/** What stands in a saved prompt's place-holders. */
export interface PromptValues {
  readonly selection: string;
  /** The user's language, by its own name. */
  readonly language: string;
  readonly title: string;
  readonly address: string;
}

const PLACE_HOLDER = /\{(selection|language|title|address)\}/g;

/** The question that a saved prompt is with `values`; what is inserted is not searched again. */
export function fillPrompt(text: string, values: PromptValues): string {
  return text.replaceAll(PLACE_HOLDER, (_, name: keyof PromptValues) => values[name]);
}

/** Longest text that is put into a prompt, in UTF-16 code units: free services take little more. */
const MAX_SELECTION_LENGTH = 30_000;

interface AskedPage {
  readonly title: string;
  readonly url: string;
  readonly text: string;
}

/** The question that a saved prompt is about what was read of a page, or about nothing. */
export function promptAbout(text: string, page: AskedPage | undefined, language: string): string {
  return fillPrompt(text, {
    selection: page?.text.slice(0, MAX_SELECTION_LENGTH) ?? '',
    language,
    title: page?.title ?? '',
    address: page?.url ?? '',
  });
}

/** A language by its own name: `de` as `Deutsch`. */
export function languageNameOf(tag: string): string {
  return new Intl.DisplayNames([tag], { type: 'language' }).of(tag) ?? tag;
}

/** Whether the selection stands in the prompt itself, and need not be sent beside it. */
export function namesSelection(text: string): boolean {
  return text.includes('{selection}');
}
