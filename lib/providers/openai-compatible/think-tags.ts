/** A piece of a reply, told apart by the tags that local models put around their reasoning. */
export interface Thought {
  readonly type: 'text-delta' | 'reasoning-delta';
  readonly text: string;
}

export interface ThinkTags {
  /** What `text` adds; a tag that may go on in the next piece is held back. */
  push(text: string): Thought[];
  /** What was held back, once nothing follows. */
  end(): Thought[];
}

const OPEN = '<think>';
const CLOSE = '</think>';

/** Reads `<think>…</think>` at the start of a reply as reasoning; elsewhere it is text like any other. */
export function createThinkTags(): ThinkTags {
  let place: 'start' | 'thought' | 'gap' | 'answer' = 'start';
  let held = '';

  function take(): Thought[] {
    switch (place) {
      case 'start': {
        const rest = held.trimStart();
        if (rest.length < OPEN.length && OPEN.startsWith(rest)) return [];
        place = rest.startsWith(OPEN) ? 'thought' : 'answer';
        if (place === 'thought') held = rest.slice(OPEN.length);
        return take();
      }
      case 'thought': {
        const at = held.indexOf(CLOSE);
        if (at === -1) return release('reasoning-delta', held.length - partialEnd(held));
        const thought = release('reasoning-delta', at);
        held = held.slice(CLOSE.length);
        place = 'gap';
        return [...thought, ...take()];
      }
      case 'gap':
        held = held.trimStart();
        if (held === '') return [];
        place = 'answer';
        return take();
      case 'answer':
        return release('text-delta', held.length);
    }
  }

  function release(type: Thought['type'], length: number): Thought[] {
    const text = held.slice(0, length);
    held = held.slice(length);
    return text === '' ? [] : [{ type, text }];
  }

  return {
    push(text) {
      held += text;
      return take();
    },
    end: () => release(place === 'thought' ? 'reasoning-delta' : 'text-delta', held.length),
  };
}

/** How many characters at the end of `text` may be the beginning of the closing tag. */
function partialEnd(text: string): number {
  for (let length = Math.min(CLOSE.length - 1, text.length); length > 0; length--) {
    if (text.endsWith(CLOSE.slice(0, length))) return length;
  }
  return 0;
}
