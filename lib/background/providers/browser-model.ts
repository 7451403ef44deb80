import type { BrowserModelStatus } from '@/lib/chat/browser-model';
import type { LanguageModelApi } from '@/lib/providers/language-model';

/** What Chromium gives extensions, in their worker too; Firefox has none. */
interface WithLanguageModel {
  readonly LanguageModel?: LanguageModelApi;
}

/** The model that comes with this browser; `null` where none does. */
export function findLanguageModel(): LanguageModelApi | null {
  return (globalThis as WithLanguageModel).LanguageModel ?? null;
}

export interface BrowserModel {
  status(): Promise<BrowserModelStatus>;
  /** Ends when the model is there, or when it cannot be: the status tells. Never rejects. */
  download(): Promise<void>;
}

interface Download {
  /** From 0 to 1; `null` until the browser says. */
  progress: number | null;
}

/** Watches over the download of the browser's own model. Only a click starts one. */
export function createBrowserModel(languageModel: LanguageModelApi | null): BrowserModel {
  let ourDownload: Download | null = null;

  return {
    async status() {
      if (ourDownload) return { type: 'downloading', ...ourDownload };
      const type = (await languageModel?.availability()) ?? 'unavailable';
      return type === 'downloading' ? { type, progress: null } : { type };
    },
    async download() {
      if (ourDownload) return;
      const state: Download = { progress: null };
      ourDownload = state;
      try {
        const session = await languageModel?.create({
          monitor: (target) =>
            target.addEventListener('downloadprogress', ({ loaded }) => (state.progress = loaded)),
        });
        session?.destroy();
      } catch {
        // what it is now, the browser says when it is asked for the status
      } finally {
        ourDownload = null;
      }
    },
  };
}
