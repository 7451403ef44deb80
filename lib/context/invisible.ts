/** Characters that show nothing, or turn the order of others around. */
const INVISIBLE =
  /\u034F|\u17B4|\u17B5|[\u180B-\u180F]|[\u00AD\u061C\u115F\u1160\u200B-\u200F\u202A-\u202E\u2060-\u206F\u3164\uFEFF\uFFA0\uFFF9-\uFFFB\u{1BCA0}-\u{1BCA3}\u{1D173}-\u{1D17A}\u{E0000}-\u{E0FFF}]/gu;
/** Joiners belong to the spelling of some scripts and to emoji made of several. */
const JOINER = /^[\u200C\u200D]$/;
const JOINED =
  /[\p{Script=Arabic}\p{Script=Syriac}\p{Script=Mongolian}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gurmukhi}\p{Script=Gujarati}\p{Script=Oriya}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Sinhala}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Tibetan}\p{Extended_Pictographic}\p{Emoji_Modifier}\uFE0F]$/u;

export interface VisibleText {
  readonly text: string;
  /** How many characters were left out. */
  readonly removed: number;
}

/** `text` without what a reader of the page cannot see in it: the hiding place of many injections. */
export function withoutInvisible(text: string): VisibleText {
  let removed = 0;
  const visible = text.replaceAll(INVISIBLE, (character: string, offset: number) => {
    const before = text.slice(Math.max(0, offset - 2), offset);
    if (JOINER.test(character) && JOINED.test(before)) return character;
    removed += 1;
    return '';
  });
  return { text: visible, removed };
}
