import '@/components/theme/tokens.css';
import '@/components/theme/reset.css';
import { render } from 'preact';
import { Blocks } from '@/components/markdown/blocks';
import styles from '@/components/markdown/markdown.module.css';
import { createMarkdownParser } from '@/lib/markdown/parser';
import { streamReply } from './stream-reply';

/** Draws the whole reply with the extension's own blocks, in one go after its last byte. */
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
  const parser = createMarkdownParser();
  parser.append(text);
  parser.finish();
  const whole = (
    <div class={styles['markdown']} data-markdown>
      <Blocks list={parser.blocks} />
    </div>
  );
  render(whole, main);
};
