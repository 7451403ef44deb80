import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { launchExtensionBrowser } from '../browser/extension-browser';
import { inBatches } from './batches';
import { startConnectionLog } from './connection-log';
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
}

interface ShowOptions {
  /** Whether each payload is shown as a title and as a model to choose, too. */
  readonly withLists: boolean;
}

/** Starts the browser; every host of the internet leads to a log of who was called. */
export async function startHostileRun(): Promise<HostileRun> {
  const userDataDir = await mkdtemp(path.join(tmpdir(), 'sidelight-hostile-'));
  const log = await startConnectionLog();
  const extension = await launchExtensionBrowser({ userDataDir, network: [log], headless: true });
  const panel = await ScriptedPanel.open(extension);
  let toldConnections = 0;
  return {
    page: panel.page,
    async faultsOf(payloads, { withLists } = { withLists: false }) {
      const faults: string[] = [];
      const add = (sighting: Sighting) => void faults.push(...allFaults(sighting));
      for (const batch of inBatches(payloads)) add(await panel.showReplies(batch));
      for (const list of withLists ? inLists(payloads) : []) {
        add(await panel.showTitles(list));
        add(await panel.showModels(list));
      }
      const opened = (await log.opened()).slice(toldConnections);
      toldConnections += opened.length;
      return [...faults, ...opened.map((host) => `a connection to ${host}`)];
    },
    [Symbol.asyncDispose]: async () => {
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
