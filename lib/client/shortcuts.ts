type Key = Pick<
  KeyboardEvent,
  'key' | 'shiftKey' | 'ctrlKey' | 'metaKey' | 'altKey' | 'isComposing' | 'keyCode'
>;

/** What input methods report for every key they take. */
const COMPOSING_KEY_CODE = 229;

/** What a key press in the message box asks for; `null` leaves it to the browser. */
export function composerCommand(
  event: Key,
  { isEmpty }: { isEmpty: boolean },
): 'send' | 'edit-last' | null {
  if (isComposing(event) || event.ctrlKey || event.metaKey || event.altKey) return null;
  if (event.shiftKey) return null;
  if (event.key === 'Enter') return 'send';
  return event.key === 'ArrowUp' && isEmpty ? 'edit-last' : null;
}

export type PageCommand = 'new-chat' | 'conversations' | 'find' | 'keys' | 'escape';

/** What a key press anywhere in the panel asks for; `isTyping` in a text field. */
export function pageCommand(event: Key, { isTyping }: { isTyping: boolean }): PageCommand | null {
  if (isComposing(event) || event.altKey) return null;
  const key = event.key.toLowerCase();
  const hasControl = event.ctrlKey || event.metaKey;
  if (hasControl && event.shiftKey && key === 'o') return 'new-chat';
  if (hasControl && !event.shiftKey && key === 'k') return 'conversations';
  if (hasControl && !event.shiftKey && key === 'f') return 'find';
  if (hasControl) return null;
  if (key === 'escape') return 'escape';
  return key === '?' && !isTyping ? 'keys' : null;
}

/** Whether an input method takes the key: it may end a word, not a message. */
export function isComposing({ isComposing: composes, keyCode }: Key): boolean {
  return composes || keyCode === COMPOSING_KEY_CODE;
}
