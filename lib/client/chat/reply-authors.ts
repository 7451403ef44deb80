import type { Message, MessagePart, Reply } from '@/lib/chat/message';

/** Where in a reply's parts another model took up the text. */
export interface Seam {
  readonly part: number;
  /** In the part's text, in UTF-16 code units. */
  readonly offset: number;
  /** Whose text begins here. */
  readonly author: Reply;
}

/** The replies whose text `reply` is made of, first author first, itself last. */
export function authorsOf(messages: readonly Message[], reply: Reply): Reply[] {
  const authors = [reply];
  let { continues } = reply;
  while (continues !== null && authors.length <= messages.length) {
    const id = continues;
    const cut = messages.find((message) => message.id === id);
    if (cut?.role !== 'assistant') break;
    authors.unshift(cut);
    ({ continues } = cut);
  }
  return authors;
}

/** Selects `authorsOf` a reply, the same array as long as they are the same. */
export function createAuthorsSelector(
  reply: Reply,
): (state: { readonly messages: readonly Message[] }) => readonly Reply[] {
  let authors: readonly Reply[] = [];
  return ({ messages }) => {
    const found = authorsOf(messages, reply);
    const isSame =
      found.length === authors.length && found.every((each, at) => each === authors[at]);
    if (!isSame) authors = found;
    return authors;
  };
}

/** Where the last author's reply passes from one model to another. */
export function seamsOf(authors: readonly Reply[]): Seam[] {
  const parts = authors.at(-1)?.parts ?? [];
  return authors.flatMap((author, at) => {
    const before = authors[at - 1];
    if (before === undefined || isSameModel(before, author)) return [];
    return [{ ...endOf(before.parts, parts), author }];
  });
}

function isSameModel(a: Reply, b: Reply): boolean {
  return a.providerId === b.providerId && a.modelId === b.modelId;
}

/** Where `cut`, with which `parts` begin, ends in them: new text was added to its last part. */
function endOf(
  cut: readonly MessagePart[],
  parts: readonly MessagePart[],
): Pick<Seam, 'part' | 'offset'> {
  const last = cut.at(-1);
  const part = parts[cut.length - 1];
  const isLonger =
    last !== undefined &&
    part?.type === 'text' &&
    last.type === 'text' &&
    part.text.length > last.text.length;
  return isLonger
    ? { part: cut.length - 1, offset: last.text.length }
    : { part: cut.length, offset: 0 };
}
