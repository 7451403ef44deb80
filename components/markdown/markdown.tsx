import { Component } from 'preact';
import { createMarkdownParser, type MarkdownParser } from '@/lib/markdown/parser';
import { Blocks } from './blocks';
import styles from './markdown.module.css';

interface MarkdownProps {
  readonly text: string;
  /** Whether more text may come: half-written syntax is then shown as what it will likely be. */
  readonly isStreaming: boolean;
}

interface Reading extends MarkdownProps {
  readonly parser: MarkdownParser;
}

/** The text of a reply, drawn as it is written. Text that only grew is not parsed again. */
export class Markdown extends Component<MarkdownProps> {
  #reading: Reading | null = null;

  override shouldComponentUpdate({ text, isStreaming }: Readonly<MarkdownProps>): boolean {
    return text !== this.props.text || isStreaming !== this.props.isStreaming;
  }

  override render() {
    this.#reading = read(this.#reading, this.props);
    return (
      <div class={styles['markdown']}>
        <Blocks list={this.#reading.parser.blocks} />
      </div>
    );
  }
}

function read(before: Reading | null, { text, isStreaming }: MarkdownProps): Reading {
  const goesOn = before !== null && before.isStreaming && text.startsWith(before.text);
  const parser = goesOn ? before.parser : createMarkdownParser();
  parser.append(text.slice(goesOn ? before.text.length : 0));
  if (!isStreaming) parser.finish();
  return { text, isStreaming, parser };
}
