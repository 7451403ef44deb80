import { parseFromFrame, type Placed } from './card-channel';
import { cardSize, keepInside, MIN_HEIGHT, placeBy, type Position } from './placement';
import { anchorAtSelection } from './selection-anchor';

interface CardOptions {
  /** The address of the frame's page. */
  readonly frameUrl: string;
  /** What the frame is called for those who hear the page. */
  readonly title: string;
  /** The page does not let the frame be shown. */
  readonly onFailure: () => void;
}

/** A card in the page. */
export interface Card {
  close(): void;
}

/** How long the frame may take to show itself. */
const SHOW_TIMEOUT_MS = 4000;

/**
 * Places a card by the selection: a closed shadow root that holds a frame of our own origin. A page
 * can find and read text even in a closed root, but not in such a frame, and has no window to it.
 */
export function placeCard({ frameUrl, title, onFailure }: CardOptions): Card {
  const anchor = anchorAtSelection();
  const ended = new AbortController();
  const { signal } = ended;
  const host = document.createElement('div');
  const frame = createFrame(frameUrl, title);
  host.attachShadow({ mode: 'closed' }).append(frame);
  let wantedHeight = MIN_HEIGHT;
  let position: Position | null = null; // where the user dragged it

  function close(): void {
    if (signal.aborted) return;
    ended.abort();
    host.remove();
    anchor.restore();
  }

  function draw(): void {
    const window = { width: innerWidth, height: innerHeight };
    const size = cardSize(window, wantedHeight);
    const { direction, rectangle } = anchor;
    const { left, top } =
      position === null
        ? placeBy(rectangle, size, { window, direction })
        : keepInside(position, size, window);
    setStyle(host, {
      left: px(left),
      top: px(top),
      width: px(size.width),
      height: px(size.height),
    });
  }

  function onMessage({ data }: MessageEvent<unknown>): void {
    const message = parseFromFrame(data);
    switch (message?.type) {
      case undefined:
        return;
      case 'shown':
        clearTimeout(timer);
        return;
      case 'resize':
        wantedHeight = message.height;
        draw();
        return;
      case 'move': {
        const { left, top } = host.getBoundingClientRect();
        position = { left: left + message.x, top: top + message.y };
        draw();
        return;
      }
      case 'replace':
        close();
        anchor.replace(message.text);
        return;
      case 'close':
        close();
    }
  }

  const timer = setTimeout(() => {
    close();
    onFailure();
  }, SHOW_TIMEOUT_MS);
  signal.addEventListener('abort', () => clearTimeout(timer));
  addEventListener('resize', draw, { signal });
  addEventListener('pagehide', close, { signal });
  frame.addEventListener('load', () => {
    const { port1, port2 } = new MessageChannel();
    port1.addEventListener('message', onMessage, { signal });
    port1.start();
    const placed: Placed = { type: 'sidelight-card', canReplace: anchor.canReplace };
    frame.contentWindow?.postMessage(placed, '*', [port2]); // in a sandbox it has no origin
    frame.focus({ preventScroll: true });
  });

  setStyle(host, HOST_STYLE);
  draw();
  show(host, signal);
  keepInPage(host, signal);
  return { close };
}

const HOST_STYLE = {
  all: 'initial',
  position: 'fixed',
  inset: 'auto',
  margin: '0',
  padding: '0',
  border: '0',
  'z-index': '2147483647',
  background: 'transparent',
  overflow: 'visible',
  'color-scheme': 'normal',
} as const;

const FRAME_STYLE = {
  all: 'initial',
  display: 'block',
  width: '100%',
  height: '100%',
  border: '0',
  'border-radius': '12px',
  'box-shadow': '0 8px 28px rgb(0 0 0 / 28%)',
  'color-scheme': 'normal',
} as const;

/** Important, so that no rule of the page moves or hides it by chance. */
function setStyle({ style }: HTMLElement, properties: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(properties)) {
    style.setProperty(name, value, 'important');
  }
}

function px(length: number): string {
  return `${length}px`;
}

/** Chrome's frames without credentials load on pages that isolate themselves; others know none. */
interface WithCredentialless {
  credentialless?: boolean;
}

function createFrame(url: string, title: string): HTMLIFrameElement {
  const frame = document.createElement('iframe');
  const isolated: HTMLIFrameElement & WithCredentialless = frame;
  isolated.credentialless = true; // before the address
  frame.allow = 'clipboard-write';
  frame.title = title;
  setStyle(frame, FRAME_STYLE);
  frame.src = url;
  return frame;
}

/**
 * In the top layer, above everything the page has; inside its open dialog, which shuts out the rest,
 * for as long as that is open.
 */
function show(host: HTMLElement, signal: AbortSignal): void {
  const dialog = document.querySelector('dialog:modal');
  dialog?.addEventListener('close', () => show(host, signal), { once: true, signal });
  const parent = dialog ?? document.documentElement;
  parent.append(host);
  setStyle(host, { zoom: `${1 / (parent.currentCSSZoom ?? 1)}` }); // as large as on any page
  if (typeof host.showPopover !== 'function') return;
  host.popover = 'manual';
  host.showPopover();
}

/** A page that tidies up gets the card once more; one that takes it away again is left alone. */
function keepInPage(host: HTMLElement, signal: AbortSignal): void {
  let hasReturned = false;
  const observer = new MutationObserver(() => {
    if (host.isConnected || hasReturned || signal.aborted) return;
    hasReturned = true;
    show(host, signal);
  });
  observer.observe(document.documentElement, { childList: true });
  signal.addEventListener('abort', () => observer.disconnect());
}
