import '@/components/theme/tokens.css';
import '@/components/theme/reset.css';
import { render } from 'preact';
import { Markdown } from '@/components/markdown/markdown';
import { streamReply } from './stream-reply';

/** Draws the whole reply with the extension's own renderer, after its last byte. */
globalThis.ask = async (prompt) => {
  let text = '';
  draw('');
  for await (const piece of streamReply(prompt)) text += piece;
  draw(text);
};

globalThis.draw = (text) => {
  const main = document.querySelector('main');
  if (main === null) return;
  render(null, main);
  render(<Markdown text={text} isStreaming={false} />, main);
};
