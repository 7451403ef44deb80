import { Component } from 'preact';
import { afterPaint } from '@/lib/client/after-paint';
import { heightOfText } from '@/lib/client/thread/row-heights';
import { itemsFrom } from '@/lib/markdown/chunked-list';
import { loadEntities } from '@/lib/markdown/entities';
import type { MarkdownParser } from '@/lib/markdown/parser';
import { Blocks } from './blocks';
import { Footnotes } from './footnotes';
import { KnownFootnotes } from './known-footnotes';
import styles from './markdown.module.css';
import { SlicedText } from './sliced-text';
import { GroupsToWait, WaitingGroups } from './waiting-groups';

interface MarkdownProps {
  readonly text: string;
  /** Whether more text may come: half-written syntax is then shown as what it will likely be. */
  readonly isStreaming: boolean;
}

/** Time between two frames for text: drawing it is laying it out, too. */
const TEXT_SHARE_MS = 8;
/** Time between two frames for groups that nobody sees: they are not laid out, only made. */
const GROUPS_SHARE_MS = 16;

/**
 * The text of a reply, drawn as it is written. Text that only grew is not parsed again, and what is
 * more than some slices waits until a frame was painted: a page that nobody sees has none, and draws
 * nothing.
 */
export class Markdown extends Component<MarkdownProps> {
  #reading = new SlicedText();
  #known: KnownFootnotes | null = null;
  #cancelTurn: (() => void) | null = null;
  #shareEnd = performance.now() + TEXT_SHARE_MS;
  #isShownBusy = false;
  readonly #waiting = new WaitingGroups(() => this.#goOn());
  /** A reply that is stored keeps the room of what is not drawn yet, one that grows has none. */
  readonly #keepsRoom = !this.props.isStreaming;

  override shouldComponentUpdate({ text, isStreaming }: Readonly<MarkdownProps>): boolean {
    const isNew = text !== this.props.text || isStreaming !== this.props.isStreaming;
    return isNew && this.#cancelTurn === null;
  }

  override componentDidMount(): void {
    this.#waiting.open();
    this.#goOn();
  }

  override componentDidUpdate(): void {
    this.#goOn();
  }

  override componentWillUnmount(): void {
    this.#cancelTurn?.();
    this.#waiting.close();
  }

  override render() {
    const { text, isStreaming } = this.props;
    this.#read();
    const { parser } = this.#reading;
    const isWhole = this.#isWhole;
    this.#known = knownFootnotes(this.#known, parser, isStreaming || !isWhole);
    this.#isShownBusy = this.#isBusy;
    return (
      <div
        class={styles['markdown']}
        data-markdown
        aria-busy={this.#isShownBusy ? true : undefined}
      >
        <KnownFootnotes.Provider value={this.#known}>
          <GroupsToWait.Provider value={this.#waiting}>
            <Blocks list={parser.blocks} />
            <Footnotes list={parser.footnotes} />
          </GroupsToWait.Provider>
        </KnownFootnotes.Provider>
        {this.#keepsRoom && !isWhole && <Room length={this.#reading.unreadLength(text)} />}
      </div>
    );
  }

  #read(): void {
    const { text, isStreaming } = this.props;
    if (!this.#reading.isBeginningOf(text)) this.#reading = new SlicedText();
    if (this.#isWhole) return;
    this.#reading.readSlice(text, { isStreaming });
    if (this.#isWhole) this.#shareEnd = 0; // groups that wait do not hold up what is painted next
  }

  get #isWhole(): boolean {
    return this.#reading.hasReadAll(this.props.text, this.props);
  }

  get #isBusy(): boolean {
    return !this.#isWhole || !this.#waiting.isEmpty;
  }

  /** Sees to it that what is not drawn yet will be: now, if there is time, or else after the next frame. */
  #goOn(): void {
    if (this.#cancelTurn !== null) return;
    const isBusy = this.#isBusy;
    if (isBusy !== this.#isShownBusy) {
      this.forceUpdate(); // only what was drawn tells whether groups wait
      return;
    }
    if (!isBusy) return;
    if (this.#reading.waitsForEntities) {
      void loadEntities().then(() => this.forceUpdate());
      return;
    }
    if (performance.now() < this.#shareEnd) {
      this.#drawMore();
      return;
    }
    this.#cancelTurn = afterPaint(() => {
      this.#cancelTurn = null;
      this.#shareEnd = performance.now() + (this.#isWhole ? GROUPS_SHARE_MS : TEXT_SHARE_MS);
      this.#drawMore();
    });
  }

  /** Text comes before groups that wait: with it, others will be near the screen. */
  #drawMore(): void {
    if (this.#isWhole && !this.#waiting.isEmpty) this.#waiting.drawNext();
    else this.forceUpdate();
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
