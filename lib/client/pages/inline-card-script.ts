import { parsePlaced, type FromFrame } from '@/lib/inline-card/card-channel';

/** The card's wire to the script that placed it. */
export interface CardScript {
  /** Whether the selection is in a field that can be written to. */
  readonly canReplace: boolean;
  tell(message: FromFrame): void;
}

/** Resolves when the script has said where the card is. Call it before the page has loaded. */
export function hearScript(): Promise<CardScript> {
  return new Promise((resolve) => {
    const heard = new AbortController();
    addEventListener(
      'message',
      ({ data, ports: [port] }: MessageEvent<unknown>) => {
        const placed = parsePlaced(data);
        if (placed === null || port === undefined) return;
        heard.abort(); // the first one: a page has no way to this window before, nor after
        resolve({
          canReplace: placed.canReplace,
          tell: (message) => port.postMessage(message),
        });
      },
      { signal: heard.signal },
    );
  });
}
