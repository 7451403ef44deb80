/** What `probe.js` gives to every page of the bench. */
declare const probe: {
  longTasks: number[];
  /** In pages whose address ends in `#text-box`. */
  readonly textBoxPainted?: Promise<number>;
  idleAfter(settleMs: number): Promise<void>;
  painted(isThere: () => boolean): Promise<number>;
  textPainted(
    findText: () => Element | null,
    lookAt: 'frames' | 'changes',
  ): Promise<{ firstAt: number; lastAt: number }>;
  replyAfter(messageId: string | null): Element | null;
};

/** In a panel that `selection.ts` opens: milliseconds since the epoch. */
declare var firstReplyPainted: Promise<number>;
