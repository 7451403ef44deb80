import { Readability } from '@mozilla/readability';
import type { PageText } from '@/lib/chat/page-reading';
import { withoutInvisible } from '@/lib/context/invisible';
import { MAX_TEXT_LENGTH } from '@/lib/context/max-text-length';
import { isHidden } from './hidden';
import { toMarkdown, UNREAD } from './markdown';

/** A page of more elements is read as plain text: finding its article would block it for seconds. */
const MAX_ELEMENTS = 40_000;
/** An article of less is probably none: then all of the page is read. */
const MIN_ARTICLE_LENGTH = 250;
/** Longest stretch of work before the page gets its turn, and longest time in all, in milliseconds. */
const SLICE_MS = 30;
const MAX_MS = 2000;

/**
 * Reads the page that this runs in, and changes nothing in it: the main article where there is one,
 * else all of it. Never what a user typed into it.
 */
export async function readPage(): Promise<PageText> {
  const { title } = document;
  const url = location.href;
  const elements = document.body.getElementsByTagName('*');
  if (elements.length > MAX_ELEMENTS) return { title, url, ...(await readPlain()) };
  const { copy, hiddenCharacters } = await copyVisible();
  const { text, removed } = withoutInvisible(textOfCopy(copy));
  return {
    title,
    url,
    text: text.slice(0, MAX_TEXT_LENGTH),
    length: text.length,
    hiddenCharacters: hiddenCharacters + removed,
  };
}

/** A copy of the document without what cannot be seen and what is not to be read. */
async function copyVisible(): Promise<{ copy: Document; hiddenCharacters: number }> {
  const originals = [...document.body.getElementsByTagName('*')];
  const copy = document.implementation.createHTMLDocument(document.title);
  copy.documentElement.replaceWith(copy.importNode(document.documentElement, true));
  const copies = [...copy.body.getElementsByTagName('*')];
  const takeTurns = createTurns();
  let hiddenCharacters = 0;
  for (const [index, original] of originals.entries()) {
    await takeTurns();
    const twin = copies[index];
    if (twin === undefined || !copy.contains(twin) || original.matches(UNREAD)) continue;
    if (!isHidden(original)) continue;
    hiddenCharacters += twin.textContent.trim().length;
    twin.remove();
  }
  for (const unread of copy.querySelectorAll(UNREAD)) unread.remove();
  return { copy, hiddenCharacters };
}

function textOfCopy(copy: Document): string {
  const { body } = copy;
  const whole = body.cloneNode(true);
  const article = new Readability<Node>(copy, {
    serializer: (node) => node,
    keepClasses: true, // nobody sees them
  }).parse();
  const content = article?.content;
  if (content instanceof HTMLElement && (article?.length ?? 0) >= MIN_ARTICLE_LENGTH) {
    return toMarkdown(content);
  }
  return whole instanceof HTMLElement ? toMarkdown(whole) : '';
}

/** The visible text of a page that is too large for more, as far as the time reaches. */
async function readPlain(): Promise<Pick<PageText, 'text' | 'length' | 'hiddenCharacters'>> {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const takeTurns = createTurns();
  const startedAt = performance.now();
  const pieces: string[] = [];
  let length = 0;
  let hiddenCharacters = 0;
  while (walker.nextNode() && length < MAX_TEXT_LENGTH && performance.now() - startedAt < MAX_MS) {
    await takeTurns();
    const { nodeValue, parentElement } = walker.currentNode;
    const text = nodeValue?.trim() ?? '';
    if (text === '' || parentElement === null || parentElement.closest(UNREAD) !== null) continue;
    if (isHidden(parentElement)) {
      hiddenCharacters += text.length;
    } else {
      pieces.push(text);
      length += text.length + 1;
    }
  }
  const { text, removed } = withoutInvisible(pieces.join('\n'));
  const whole = Math.max(text.length, document.body.textContent.length);
  const isWhole = walker.nextNode() === null;
  return {
    text: text.slice(0, MAX_TEXT_LENGTH),
    length: isWhole ? text.length : whole,
    hiddenCharacters: hiddenCharacters + removed,
  };
}

/** Lets the page do its own work whenever ours took long enough. */
function createTurns(): () => Promise<void> {
  let sliceStart = performance.now();
  return async () => {
    if (performance.now() - sliceStart < SLICE_MS) return;
    await new Promise((resolve) => {
      setTimeout(resolve);
    });
    sliceStart = performance.now();
  };
}
