import type { MessageId } from '@/lib/chat/ids';
import type { Message } from '@/lib/chat/message';
import { idOf } from './rows';

/** More than a person selects on purpose, few enough to keep mounted. */
const MAX_SELECTED_ROWS = 100;

/** The messages that must stay mounted wherever they are: those selected, and the one with the focus. */
export function heldIds(content: Element, branch: readonly Message[]): MessageId[] {
  const focused = idAround(document.activeElement, content);
  const selected = selectedIds(content, branch);
  return focused === null ? selected : [...selected, focused];
}

function selectedIds(content: Element, branch: readonly Message[]): MessageId[] {
  const selection = getSelection();
  if (selection === null || selection.isCollapsed) return [];
  const ends = [selection.anchorNode, selection.focusNode].flatMap(
    (node) => idAround(node, content) ?? [],
  );
  const [from = 0, to = 0] = ends
    .map((id) => branch.findIndex((message) => message.id === id))
    .toSorted((one, other) => one - other);
  if (ends.length < 2 || to - from > MAX_SELECTED_ROWS) return ends;
  return branch.slice(from, to + 1).map(({ id }) => id);
}

function idAround(node: Node | null, content: Element): MessageId | null {
  const element = node instanceof Element ? node : node?.parentElement;
  const row = element?.closest('[data-message]');
  return row && content.contains(row) ? idOf(row) : null;
}
