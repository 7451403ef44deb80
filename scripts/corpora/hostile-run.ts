import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { launchExtensionBrowser } from '../browser/extension-browser';
import { openReaderPage, type ReaderPage } from '../browser/reader-page';
import { inBatches } from './batches';
import { startConnectionLog } from './connection-log';
import { openFiles, showImported } from './imported-files';
import { readAsPages } from './page-texts';
import { ScriptedPanel, type Sighting } from './scripted-panel';

/** Nothing that a reply says may hold the page up longer. */
const MAX_TASK_MS = 1000;
/** Titles and names are drawn in lists. */
const LIST_LENGTH = 250;

/** A browser with the built extension, in which payloads are shown and nothing may happen. */
export interface HostileRun extends AsyncDisposable {
  readonly page: Page;
  /** Everything that went wrong with these payloads, in words. */
  faultsOf(payloads: readonly string[], options?: ShowOptions): Promise<string[]>;
  /** The same, of files that are opened to be imported. */
  faultsOfFiles(files: readonly (string | Uint8Array)[]): Promise<string[]>;
}

interface ShowOptions {
  /**
   * Whether each payload is shown as a title, as a model to choose, as what a page says and as what
   * a file brings, too.
   */
  readonly isEverywhere: boolean;
}

/** Starts the browser; every host of the internet leads to a log of who was called. */
export async function startHostileRun(): Promise<HostileRun> {
  const userDataDir = await mkdtemp(path.join(tmpdir(), 'sidelight-hostile-'));
  const log = await startConnectionLog();
  const extension = await launchExtensionBrowser({ userDataDir, network: [log], headless: true });
  const panel = await ScriptedPanel.open(extension);
  let toldConnections = 0;
  let reader: ReaderPage | null = null;

  async function showEverywhere(payloads: readonly string[]): Promise<Sighting[]> {
    reader ??= await openReaderPage();
    const parts = await readAsPages(reader, payloads);
    const sightings: Sighting[] = [];
    for (const batch of inBatches(parts, ({ text }) => text)) {
      sightings.push(await panel.showContext(batch));
    }
    for (const list of inLists(payloads)) {
      sightings.push(await panel.showTitles(list), await panel.showModels(list));
      sightings.push(...(await showImported(panel, list)));
    }
    return sightings;
  }

  async function faultsOfAll(sightings: readonly Sighting[]): Promise<string[]> {
    const opened = (await log.opened()).slice(toldConnections);
    toldConnections += opened.length;
    return [...sightings.flatMap(allFaults), ...opened.map((host) => `a connection to ${host}`)];
  }

  return {
    page: panel.page,
    async faultsOf(payloads, { isEverywhere } = { isEverywhere: false }) {
      const sightings: Sighting[] = [];
      for (const batch of inBatches(payloads, (payload) => payload)) {
        sightings.push(await panel.showReplies(batch));
      }
      if (isEverywhere) sightings.push(...(await showEverywhere(payloads)));
      return faultsOfAll(sightings);
    },
    faultsOfFiles: async (files) => faultsOfAll(await openFiles(panel, files)),
    [Symbol.asyncDispose]: async () => {
      await reader?.[Symbol.asyncDispose]();
      await extension.close();
      await log[Symbol.asyncDispose]();
      await rm(userDataDir, { recursive: true, force: true });
    },
  };
}

function inLists(payloads: readonly string[]): string[][] {
  const count = Math.ceil(payloads.length / LIST_LENGTH);
  return Array.from({ length: count }, (_, index) =>
    payloads.slice(index * LIST_LENGTH, (index + 1) * LIST_LENGTH),
  );
}

function allFaults({ faults, longestTaskMs }: Sighting): string[] {
  if (longestTaskMs <= MAX_TASK_MS) return [...faults];
  return [...faults, `a task of ${Math.round(longestTaskMs)} ms`];
}
