import type { Rectangle } from './placement';

type Field = HTMLTextAreaElement | HTMLInputElement;

/** What was selected when the card was asked for: where it is, and how to write in its place. */
export interface SelectionAnchor {
  readonly rectangle: Rectangle;
  readonly direction: 'ltr' | 'rtl';
  readonly canReplace: boolean;
  /** Puts `text` in place of the selection, as if it were typed: the page hears it, and undo works. */
  replace(text: string): void;
  /** Gives back focus and selection. */
  restore(): void;
}

/** The present selection of the page that this runs in. */
export function anchorAtSelection(): SelectionAnchor {
  const { activeElement } = document;
  const field = isField(activeElement) ? activeElement : null;
  return field === null ? anchorInText(activeElement) : anchorInField(field);
}

function isField(element: Element | null): element is Field {
  if (element instanceof HTMLTextAreaElement) return true;
  const isText = element instanceof HTMLInputElement && element.selectionStart !== null;
  return isText && element.type !== 'password';
}

function anchorInField(field: Field): SelectionAnchor {
  const { selectionStart: start, selectionEnd: end } = field;
  const restore = () => {
    field.focus({ preventScroll: true });
    field.setSelectionRange(start, end);
  };
  return {
    rectangle: field.getBoundingClientRect(),
    direction: directionOf(field),
    canReplace: !field.readOnly && !field.disabled,
    replace(text) {
      restore();
      insert(text);
    },
    restore,
  };
}

function anchorInText(focused: Element | null): SelectionAnchor {
  const selection = getSelection();
  const range =
    selection !== null && selection.rangeCount > 0 ? selection.getRangeAt(0).cloneRange() : null;
  const around = range?.commonAncestorContainer ?? document.body;
  const element = around instanceof Element ? around : around.parentElement;
  const editor = element instanceof HTMLElement && element.isContentEditable ? element : null;
  const restore = () => {
    if (focused instanceof HTMLElement) focused.focus({ preventScroll: true });
    if (range === null) return;
    selection?.removeAllRanges();
    selection?.addRange(range);
  };
  return {
    rectangle: range === null ? middleOfWindow() : rectangleOf(range),
    direction: directionOf(element ?? document.documentElement),
    canReplace: editor !== null,
    replace(text) {
      editor?.focus({ preventScroll: true });
      restore();
      insert(text);
    },
    restore,
  };
}

/** Deprecated, and the one way whose change the page's own undo knows. */
function insert(text: string): void {
  document.execCommand('insertText', false, text);
}

function directionOf(element: Element): 'ltr' | 'rtl' {
  return getComputedStyle(element).direction === 'rtl' ? 'rtl' : 'ltr';
}

function rectangleOf(range: Range): Rectangle {
  const whole = range.getBoundingClientRect();
  return whole.width === 0 && whole.height === 0 ? middleOfWindow() : whole;
}

function middleOfWindow(): Rectangle {
  const left = innerWidth / 2 - 200;
  const top = innerHeight / 3;
  return { left, top, right: left + 400, bottom: top };
}
