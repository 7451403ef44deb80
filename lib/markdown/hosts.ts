/** Scripts that letters of one word may come from together; each other word uses one. */
const WRITTEN_TOGETHER: readonly ReadonlySet<string>[] = [
  new Set(['Latin', 'Han', 'Hiragana', 'Katakana']), // Japanese
  new Set(['Latin', 'Han', 'Bopomofo']), // Chinese
  new Set(['Latin', 'Han', 'Hangul']), // Korean
];

const SCRIPTS: readonly (readonly [name: string, letters: RegExp])[] = [
  ['Latin', /\p{Script=Latin}/u],
  ['Cyrillic', /\p{Script=Cyrillic}/u],
  ['Greek', /\p{Script=Greek}/u],
  ['Armenian', /\p{Script=Armenian}/u],
  ['Hebrew', /\p{Script=Hebrew}/u],
  ['Arabic', /\p{Script=Arabic}/u],
  ['Cherokee', /\p{Script=Cherokee}/u],
  ['Georgian', /\p{Script=Georgian}/u],
  ['Thai', /\p{Script=Thai}/u],
  ['Han', /\p{Script=Han}/u],
  ['Hiragana', /\p{Script=Hiragana}/u],
  ['Katakana', /\p{Script=Katakana}/u],
  ['Bopomofo', /\p{Script=Bopomofo}/u],
  ['Hangul', /\p{Script=Hangul}/u],
];
const OTHER_LETTER =
  /(?!\p{Script=Latin}|\p{Script=Cyrillic}|\p{Script=Greek}|\p{Script=Armenian}|\p{Script=Hebrew}|\p{Script=Arabic}|\p{Script=Cherokee}|\p{Script=Georgian}|\p{Script=Thai}|\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Bopomofo}|\p{Script=Hangul}|\p{Script=Common}|\p{Script=Inherited})\p{L}/u;

const ENCODED = 'xn--';

/**
 * Whether a word of `host` has letters of scripts that are not written together, such as a Cyrillic
 * `а` in a Latin name. `host` is as URLs have it, in ASCII.
 */
export function mixesScripts(host: string): boolean {
  return host.split('.').some((label) => label.startsWith(ENCODED) && isMixed(decodeLabel(label)));
}

/** What cannot be decoded hides something, too. */
function isMixed(label: string | null): boolean {
  if (label === null) return true;
  const used = SCRIPTS.filter(([, letters]) => letters.test(label)).map(([name]) => name);
  if (OTHER_LETTER.test(label)) return used.length > 0;
  return (
    used.length > 1 && !WRITTEN_TOGETHER.some((group) => used.every((name) => group.has(name)))
  );
}

/** The letters that `xn--…` stands for; `null` if it stands for none. https://www.rfc-editor.org/rfc/rfc3492 */
function decodeLabel(label: string): string | null {
  const encoded = label.slice(ENCODED.length);
  const basicEnd = encoded.lastIndexOf('-');
  const output = Array.from(encoded.slice(0, Math.max(0, basicEnd)), codeOf);
  let code = 128;
  let bias = 72;
  let position = 0;
  let at = basicEnd + 1;
  while (at < encoded.length) {
    const before = position;
    let weight = 1;
    for (let base = 36; ; base += 36) {
      const digit = digitOf(encoded.charAt(at));
      if (digit === null) return null;
      at += 1;
      position += digit * weight;
      const threshold = Math.min(Math.max(base - bias, 1), 26);
      if (digit < threshold) break;
      weight *= 36 - threshold;
    }
    const length = output.length + 1;
    bias = adapt(position - before, { length, isFirst: before === 0 });
    code += Math.floor(position / length);
    position %= length;
    if (code > 0x10ffff) return null;
    output.splice(position, 0, code);
    position += 1;
  }
  return String.fromCodePoint(...output);
}

function codeOf(character: string): number {
  return character.codePointAt(0) ?? 0;
}

function digitOf(character: string): number | null {
  if (!/^[a-z0-9]$/.test(character)) return null;
  return character <= '9' ? 26 + Number(character) : codeOf(character) - codeOf('a');
}

function adapt(
  delta: number,
  { length, isFirst }: { readonly length: number; readonly isFirst: boolean },
): number {
  let rest = Math.floor(delta / (isFirst ? 700 : 2));
  rest += Math.floor(rest / length);
  let base = 0;
  for (; rest > 455; base += 36) rest = Math.floor(rest / 35);
  return base + Math.floor((36 * rest) / (rest + 38));
}
