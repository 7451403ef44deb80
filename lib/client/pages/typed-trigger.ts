/** What is being picked by typing: a prompt after `/`, a tab after `@`. */
export interface TypedTrigger {
  readonly kind: 'prompt' | 'tab';
  /** What was typed after the sign. */
  readonly query: string;
}

/** What the end of a text in the box asks to pick; `null` for nothing. */
export function triggerIn(text: string): TypedTrigger | null {
  const prompt = /^\/(\S{0,40})$/.exec(text);
  if (prompt) return { kind: 'prompt', query: prompt[1] ?? '' };
  const tab = /(?:^|\s)@([^\s@]{0,40})$/.exec(text);
  return tab ? { kind: 'tab', query: tab[1] ?? '' } : null;
}

/** The text without the sign and what was typed after it. */
export function withoutTrigger(text: string, { query }: TypedTrigger): string {
  return text.slice(0, text.length - query.length - 1);
}
