/** What `probe.js` gives to a page of the extension. */
declare const hostileProbe: {
  drawn(): Promise<unknown>;
  settled(): Promise<void>;
  replyTexts(): string[];
  unfold(): void;
  takeLongestTaskMs(): number;
  takeFaults(): string[];
};
