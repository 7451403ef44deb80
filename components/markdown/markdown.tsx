import { Component } from 'preact';
import { itemsFrom } from '@/lib/markdown/chunked-list';
import { createMarkdownParser, type MarkdownParser } from '@/lib/markdown/parser';
import { Blocks } from './blocks';
import { Footnotes } from './footnotes';
import { KnownFootnotes } from './known-footnotes';
import styles from './markdown.module.css';

interface MarkdownProps {
  readonly text: string;
  /** Whether more text may come: half-written syntax is then shown as what it will likely be. */
  readonly isStreaming: boolean;
}

interface Reading extends MarkdownProps {
  readonly parser: MarkdownParser;
  readonly known: KnownFootnotes;
}

/** The text of a reply, drawn as it is written. Text that only grew is not parsed again. */
export class Markdown extends Component<MarkdownProps> {
  #reading: Reading | null = null;

  override shouldComponentUpdate({ text, isStreaming }: Readonly<MarkdownProps>): boolean {
    return text !== this.props.text || isStreaming !== this.props.isStreaming;
  }

  override render() {
    this.#reading = read(this.#reading, this.props);
    const { parser, known } = this.#reading;
    return (
      <div class={styles['markdown']} data-markdown>
        <KnownFootnotes.Provider value={known}>
          <Blocks list={parser.blocks} />
          <Footnotes list={parser.footnotes} />
        </KnownFootnotes.Provider>
      </div>
    );
  }
}

function read(before: Reading | null, { text, isStreaming }: MarkdownProps): Reading {
  const goesOn = before !== null && before.isStreaming && text.startsWith(before.text);
  const parser = goesOn ? before.parser : createMarkdownParser();
  parser.append(text.slice(goesOn ? before.text.length : 0));
  if (!isStreaming) parser.finish();
  const known = knownFootnotes(goesOn ? before.known : null, parser, isStreaming);
  return { text, isStreaming, parser, known };
}

/** The same object while it says the same: with another one, each reference is drawn anew. */
function knownFootnotes(
  before: KnownFootnotes | null,
  { footnotes }: MarkdownParser,
  isStreaming: boolean,
): KnownFootnotes {
  if (before?.count === footnotes.length && before.isStreaming === isStreaming) return before;
  const labels = new Set(itemsFrom(footnotes, 0).map(({ label }) => label));
  return { labels, count: footnotes.length, isStreaming };
}
