import type { ChatEvent } from '@/lib/chat/events';

type Emit = (event: ChatEvent) => void;

export interface ReasoningClock {
  readonly emit: Emit;
  /** For a reply that ends while the model still reasons. */
  end(): void;
}

/** Says when reasoning starts and ends: a reply's other events carry no time. */
export function createReasoningClock(emit: Emit): ReasoningClock {
  let isReasoning = false;

  function end(): void {
    if (isReasoning) emit({ type: 'reasoning-end', at: Date.now() });
    isReasoning = false;
  }

  return {
    end,
    emit(event) {
      if (event.type === 'reasoning-delta' && !isReasoning) {
        isReasoning = true;
        emit({ type: 'reasoning-start', at: Date.now() });
      } else if (event.type === 'text-delta' || event.type === 'part') end();
      emit(event);
    },
  };
}
