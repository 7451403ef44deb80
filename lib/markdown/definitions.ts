import { labelKey, readDestination, readLabel, readTitle, skipSpaces } from './links';

/** `[label]: destination "title"` */
export interface Definition {
  readonly key: string;
  readonly href: string;
  readonly title: string;
}

interface FoundDefinition {
  readonly type: 'definition';
  readonly definition: Definition;
  readonly end: number;
  /** Whether no line that may follow can change it. */
  readonly isSettled: boolean;
}

export type DefinitionAttempt =
  | FoundDefinition
  | { readonly type: 'unfinished' }
  | { readonly type: 'none' };

const NONE: DefinitionAttempt = { type: 'none' };
const UNFINISHED: DefinitionAttempt = { type: 'unfinished' };

/** Reads the link definition that the lines of a paragraph begin with. */
export function readDefinition(
  text: string,
  toHref: (destination: string) => string | null,
): DefinitionAttempt {
  const label = readLabel(text, 0);
  if (label === 'open') return UNFINISHED;
  if (label === null || text[label.end] !== ':')
    return label?.end === text.length ? UNFINISHED : NONE;
  const key = labelKey(label.value);
  if (key === null) return NONE;

  const destinationStart = skipSpaces(text, label.end + 1);
  const destination = readDestination(text, destinationStart);
  if (destination === 'open') return UNFINISHED;
  if (destination === null || destination.end === destinationStart) return NONE;

  const href = toHref(destination.value);
  if (href === null) return NONE;
  const bare: Definition = { key, href, title: '' };
  const titleStart = skipSpaces(text, destination.end);
  const title = titleStart > destination.end ? readTitle(text, titleStart) : null;
  if (title !== null && title !== 'open') {
    const end = endOfLine(text, title.end);
    if (end !== null) {
      return {
        type: 'definition',
        definition: { ...bare, title: title.value },
        end,
        isSettled: true,
      };
    }
  }
  const end = endOfLine(text, destination.end);
  if (end === null) return title === 'open' ? UNFINISHED : NONE;
  return {
    type: 'definition',
    definition: bare,
    end,
    isSettled: title === null && end < text.length,
  };
}

/** Where the next line starts if only spaces follow on this one. */
function endOfLine(text: string, start: number): number | null {
  let index = start;
  while (text[index] === ' ' || text[index] === '\t') index += 1;
  if (index >= text.length) return index;
  return text[index] === '\n' ? index + 1 : null;
}
