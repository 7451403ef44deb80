/** A stretch of text, or characters in it that nobody sees and that may deceive. */
export type VisiblePart = string | HiddenCharacters;

export interface HiddenCharacters {
  /** As people write the first of them: `U+202E`. */
  readonly label: string;
  /** How many stand here in a row. */
  readonly count: number;
}

/** Overrides and embeddings turn text around for the reader alone; tags spell text for a machine alone. */
const DECEPTIVE = '\\u202A-\\u202E\\u2066-\\u2069\\u{E0000}-\\u{E007F}';
/** England, Scotland and Wales have flags that are spelled with tags. */
const FLAG = '(?<!\\u{1F3F4}[\\u{E0061}-\\u{E007A}]{0,6})';

/** Where each character counts, all that leave no mark are shown; emoji need some of them. */
const INVISIBLE =
  '\\u0000-\\u0008\\u000B-\\u001F\\u007F-\\u009F\\u00AD\\u034F\\u061C\\u115F\\u1160\\u17B4\\u17B5' +
  '\\u180B-\\u180F\\u200B\\u200C\\u200E\\u200F\\u2028\\u2029\\u2060-\\u2065\\u206A-\\u206F\\u3164' +
  '\\uFE00-\\uFE0E\\uFEFF\\uFFA0\\uFFF0-\\uFFFB\\u{1BCA0}-\\u{1BCA3}\\u{1D173}-\\u{1D17A}\\u{E0080}-\\u{E0FFF}';
/** No script needs so many in a row; they spell a message for a machine. */
const HIDDEN_MESSAGE = `[${INVISIBLE}\\u200D\\uFE0F]{4,}`;
const IN_PROSE = new RegExp(`${FLAG}[${DECEPTIVE}]+|${HIDDEN_MESSAGE}`, 'gu');

const EMOJI_JOINER = '(?<![\\p{Extended_Pictographic}\\p{Emoji_Modifier}\\uFE0F])\\u200D';
const EMOJI_STYLE = '(?<![\\p{Emoji}\\u20E3])\\uFE0F';
const EXACT = new RegExp(
  `(?:${FLAG}[${DECEPTIVE}${INVISIBLE}]|${EMOJI_JOINER}|${EMOJI_STYLE})+`,
  'gu',
);

/** Most text has only characters up to here, none of which is in question. */
const ORDINARY = /^[\t\n\u0020-\u007E\u00A0-\u00AC\u00AE-\u033F]*$/;

/**
 * `text` with hidden characters set apart. In `prose`, joiners and direction marks stay: Arabic,
 * Persian, many Indian scripts and emoji need them, one at a time. In code, links and hosts, `exact`, nothing stays.
 */
export function visibleParts(text: string, scope: 'prose' | 'exact'): readonly VisiblePart[] {
  if (ORDINARY.test(text)) return [text];
  const parts: VisiblePart[] = [];
  let start = 0;
  for (const match of text.matchAll(scope === 'prose' ? IN_PROSE : EXACT)) {
    if (match.index > start) parts.push(text.slice(start, match.index));
    const characters = [...match[0]];
    parts.push({ label: labelOf(characters[0] ?? ''), count: characters.length });
    start = match.index + match[0].length;
  }
  if (start < text.length) parts.push(text.slice(start));
  return parts;
}

function labelOf(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
}
