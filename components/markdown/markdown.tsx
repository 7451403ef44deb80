import { Component } from 'preact';
import { heightOfText } from '@/lib/client/thread/row-heights';
import { itemsFrom } from '@/lib/markdown/chunked-list';
import { loadEntities } from '@/lib/markdown/entities';
import type { MarkdownParser } from '@/lib/markdown/parser';
import { Blocks } from './blocks';
import { Footnotes } from './footnotes';
import { KnownFootnotes } from './known-footnotes';
import styles from './markdown.module.css';
import { SlicedText } from './sliced-text';

interface MarkdownProps {
  readonly text: string;
  /** Whether more text may come: half-written syntax is then shown as what it will likely be. */
  readonly isStreaming: boolean;
}

/** Time out of each frame for the slices of a text that came faster than it can be drawn. */
const SHARE_MS = 8;

/**
 * The text of a reply, drawn as it is written. Text that only grew is not parsed again, and what is
 * more than a slice waits for the next frame: a page that nobody sees has none, and draws nothing.
 */
export class Markdown extends Component<MarkdownProps> {
  #reading = new SlicedText();
  #known: KnownFootnotes | null = null;
  #frame: number | null = null;
  #shareEnd = performance.now() + SHARE_MS;
  /** A reply that is stored keeps the room of what is not drawn yet, one that grows has none. */
  readonly #keepsRoom = !this.props.isStreaming;

  override shouldComponentUpdate({ text, isStreaming }: Readonly<MarkdownProps>): boolean {
    const isNew = text !== this.props.text || isStreaming !== this.props.isStreaming;
    return isNew && this.#frame === null;
  }

  override componentDidMount(): void {
    this.#goOn();
  }

  override componentDidUpdate(): void {
    this.#goOn();
  }

  override componentWillUnmount(): void {
    if (this.#frame !== null) cancelAnimationFrame(this.#frame);
  }

  override render() {
    const { text, isStreaming } = this.props;
    if (!this.#reading.isBeginningOf(text)) this.#reading = new SlicedText();
    this.#reading.readSlice(text, { isStreaming });
    const { parser } = this.#reading;
    const isWhole = this.#isWhole;
    this.#known = knownFootnotes(this.#known, parser, isStreaming || !isWhole);
    return (
      <div class={styles['markdown']} data-markdown aria-busy={isWhole ? undefined : true}>
        <KnownFootnotes.Provider value={this.#known}>
          <Blocks list={parser.blocks} />
          <Footnotes list={parser.footnotes} />
        </KnownFootnotes.Provider>
        {this.#keepsRoom && !isWhole && <Room length={this.#reading.unreadLength(text)} />}
      </div>
    );
  }

  get #isWhole(): boolean {
    return this.#reading.hasReadAll(this.props.text, this.props);
  }

  /** Reads and draws the next slice: now, if there is time, or else in the next frame. */
  #goOn(): void {
    if (this.#isWhole || this.#frame !== null) return;
    if (this.#reading.waitsForEntities) {
      void loadEntities().then(() => this.forceUpdate());
      return;
    }
    if (performance.now() < this.#shareEnd) {
      this.forceUpdate();
      return;
    }
    this.#frame = requestAnimationFrame(() => {
      this.#frame = null;
      this.#shareEnd = performance.now() + SHARE_MS;
      this.forceUpdate();
    });
  }
}

/** The room of text that is not drawn yet. */
function Room({ length }: { readonly length: number }) {
  return <div class={styles['room']} style={{ blockSize: `${heightOfText(length)}px` }} />;
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
