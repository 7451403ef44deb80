/** Smaller than this, in CSS pixels, nothing can be read. */
const MIN_SIZE = 2;
const MIN_FONT_SIZE = 3;
/** Nearer than this, by the sum of their channels, two colours cannot be told apart. */
const MIN_COLOR_DISTANCE = 12;
const MIN_ALPHA = 0.05;
/** Farther to the right of the page's body, in widths of the window, nobody looks. */
const FARTHEST_SCREENS = 10;

/**
 * Whether a reader of the page sees nothing of `element`'s own text: it is not drawn, transparent,
 * tiny, moved away, cut off, or in the colour of its background. What waits behind a fold is not hidden.
 */
export function isHidden(element: Element): boolean {
  if (isFolded(element)) return false;
  if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) return true;
  if (!hasOwnText(element)) return isShut(element);
  const style = getComputedStyle(element);
  return (
    Number.parseFloat(style.fontSize) < MIN_FONT_SIZE ||
    Number.parseFloat(style.opacity) < MIN_ALPHA ||
    style.filter.includes('opacity(0)') ||
    NOTHING_OF_IT.test(style.maskImage) ||
    isOutOfSight(element) ||
    isCutOff(style) ||
    isOfBackground(element, style)
  );
}

/** A closed `<details>`: its reader can open it. */
function isFolded(element: Element): boolean {
  return element.closest('details:not([open])') !== null && element.localName !== 'details';
}

function hasOwnText({ childNodes }: Element): boolean {
  return [...childNodes].some(
    ({ nodeType, nodeValue }) => nodeType === Node.TEXT_NODE && nodeValue?.trim() !== '',
  );
}

/** A mask through which nothing comes. */
const NOTHING_OF_IT = /^linear-gradient\((?:rgba\(0, 0, 0, 0\)(?:, )?)+\)$/;

/** A box without room, which shows nothing of what is in it. */
function isShut(element: Element): boolean {
  const { width, height } = element.getBoundingClientRect();
  return (
    (width < MIN_SIZE || height < MIN_SIZE) && getComputedStyle(element).overflow !== 'visible'
  );
}

function isOutOfSight(element: Element): boolean {
  const { width, height, right, bottom, left } = element.getBoundingClientRect();
  if (width < MIN_SIZE || height < MIN_SIZE) return true;
  const pageRight = document.body.getBoundingClientRect().right + FARTHEST_SCREENS * innerWidth;
  // What lies above or left of a page cannot be scrolled to; nobody scrolls to what lies far right.
  return right + scrollX <= 0 || bottom + scrollY <= 0 || left > pageRight;
}

function isCutOff({
  clip,
  clipPath,
  overflow,
  textIndent,
  transform,
}: CSSStyleDeclaration): boolean {
  const isClipped =
    /^rect\((?:0px|1px|auto),? (?:0px|1px),? (?:0px|1px)/.test(clip) ||
    /^inset\((?:5\d|[6-9]\d|100)%/.test(clipPath) ||
    clipPath === 'circle(0px)' ||
    /^(?:circle|ellipse)\(0(?:px|%)/.test(clipPath);
  const isIndentedAway = Number.parseFloat(textIndent) <= -999 && overflow !== 'visible';
  const isScaledAway = transform.startsWith('matrix(0, 0, 0, 0,');
  return isClipped || isIndentedAway || isScaledAway || Number.parseFloat(textIndent) <= -9999;
}

function isOfBackground(element: Element, { color }: CSSStyleDeclaration): boolean {
  const ink = parseColor(color);
  if (ink === null) return false;
  if (ink.alpha < MIN_ALPHA) return true;
  const paper = backgroundOf(element);
  if (paper === null) return false;
  const distance =
    Math.abs(ink.red - paper.red) +
    Math.abs(ink.green - paper.green) +
    Math.abs(ink.blue - paper.blue);
  return distance < MIN_COLOR_DISTANCE;
}

interface Color {
  readonly red: number;
  readonly green: number;
  readonly blue: number;
  readonly alpha: number;
}

/** The colour behind an element; `null` where an image or a gradient is drawn, or it is not known. */
function backgroundOf(element: Element): Color | null {
  for (let at: Element | null = element; at !== null; at = at.parentElement) {
    const { backgroundColor, backgroundImage } = getComputedStyle(at);
    if (backgroundImage !== 'none') return null;
    const color = parseColor(backgroundColor);
    if (color === null) return null;
    if (color.alpha > 1 - MIN_ALPHA) return color;
    if (color.alpha > MIN_ALPHA) return null;
  }
  return isDark() ? null : WHITE;
}

const WHITE: Color = { red: 255, green: 255, blue: 255, alpha: 1 };

/** On a page that follows a dark scheme the browser's own paper is not white. */
function isDark(): boolean {
  return getComputedStyle(document.documentElement).colorScheme.includes('dark');
}

const colors = new Map<string, Color | null>();

/** A colour as this browser draws it, whatever it is written in. */
function parseColor(text: string): Color | null {
  const known = colors.get(text);
  if (known !== undefined) return known;
  const color = drawn(text);
  colors.set(text, color);
  return color;
}

function drawn(text: string): Color | null {
  const context = new OffscreenCanvas(1, 1).getContext('2d');
  if (context === null) return null;
  context.fillStyle = text;
  context.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0, alpha = 0] = context.getImageData(0, 0, 1, 1).data;
  return { red, green, blue, alpha: alpha / 255 };
}
