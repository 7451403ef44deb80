/** What `probe.js` gives to every page of the bench. */
declare const probe: {
  longTasks: number[];
  readonly textBoxPainted: Promise<number>;
  painted(isThere: () => boolean): Promise<number>;
  textPainted(findText: () => Element | null): Promise<{ firstAt: number; lastAt: number }>;
  replyAfter(messageId: string | null): Element | null;
};
