import { streamReply } from './stream-reply';

/** Draws each piece the moment it comes. */
globalThis.ask = async (prompt) => {
  const text = document.createTextNode('');
  document.querySelector('main')?.replaceChildren(text);
  for await (const piece of streamReply(prompt)) text.appendData(piece);
};
