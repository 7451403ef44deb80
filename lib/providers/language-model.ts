/**
 * The browser's own language model, as far as we use it.
 * https://webmachinelearning.github.io/prompt-api/
 */
export interface LanguageModelApi {
  availability(): Promise<LanguageModelAvailability>;
  /** Downloads the model where that is needed. */
  create(options: LanguageModelCreateOptions): Promise<LanguageModelSession>;
}

export type LanguageModelAvailability =
  | 'unavailable'
  | 'downloadable'
  | 'downloading'
  | 'available';

export interface LanguageModelCreateOptions {
  readonly initialPrompts?: readonly LanguageModelMessage[];
  readonly signal?: AbortSignal;
  /** Called with what tells of the download, from 0 to 1. */
  monitor?(target: LanguageModelMonitor): void;
}

export interface LanguageModelMonitor {
  addEventListener(
    type: 'downloadprogress',
    listener: (event: { readonly loaded: number }) => void,
  ): void;
}

export interface LanguageModelMessage {
  readonly role: 'system' | 'user' | 'assistant';
  readonly content: string;
}

export interface LanguageModelSession {
  promptStreaming(
    messages: readonly LanguageModelMessage[],
    options: { readonly signal: AbortSignal },
  ): ReadableStream<string>;
  destroy(): void;
}
