import type { ScriptedPrompt } from './script';

const END = '\nAssistant:';

/** The messages of a prompt that a client flattened to one text; one of the user's where it did not. */
export function unflatten(prompt: string): ScriptedPrompt['messages'] {
  if (!prompt.endsWith(END)) return [{ role: 'user', content: prompt }];
  const labelled = prompt.slice(0, -END.length).split(/\n(?=(?:System|User|Assistant): )/);
  return labelled.map((each) => {
    const colon = each.indexOf(': ');
    return { role: each.slice(0, colon).toLowerCase(), content: each.slice(colon + ': '.length) };
  });
}
