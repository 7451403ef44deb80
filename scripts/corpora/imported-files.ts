import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import * as z from '@/lib/schema';
import { conversationSchema } from '@/lib/chat/conversation';
import { newId, type MessageId } from '@/lib/chat/ids';
import type { ExchangedConversation, ExchangedMessage } from '@/lib/exchange/format';
import { mutatedExports } from '@/lib/exchange/testing';
import { fileText } from '@/lib/exchange/to-file';
import { inBatches } from './batches';
import type { ScriptedPanel, Sighting } from './scripted-panel';

const EXPORTED_AT = Date.UTC(2026, 10, 21);
/** What a file may have. */
const MAX_NAME_LENGTH = 500;
const SETTLE_MS = 30_000;

/** Imports payloads as titles, prompts, replies, models and pages of a file, and shows them all. */
export async function showImported(
  panel: ScriptedPanel,
  payloads: readonly string[],
): Promise<Sighting[]> {
  const sightings: Sighting[] = [];
  const batches = inBatches(payloads, (payload) => payload).map(conversationOf);
  const titled = payloads.map(emptyConversation);

  await panel.goTo('options.html');
  const damaged = payloads.map((payload) => ({ ...emptyConversation(payload), leafId: 'none' }));
  await openFile(panel, textOf(damaged));
  await panel.page.getByText('Nothing was imported').waitFor();
  sightings.push(await panel.look());

  await openFile(panel, textOf([...batches, ...titled]));
  await panel.page.getByRole('button', { name: 'Import these' }).click();
  await panel.page.getByRole('button', { name: 'Remove what was imported' }).waitFor();
  sightings.push(await panel.look());

  const stored = await listStored(panel);
  for (const { id, leafId, createdAt } of stored) {
    const replyCount = (batches[createdAt]?.messages.length ?? 0) / 2;
    if (leafId !== null) sightings.push(await panel.showStored(id, replyCount));
  }
  sightings.push(await panel.showList(stored.length));
  await panel.forgetStored();
  return sightings;
}

/** Opens files of which none may crash the page, or change anything before it was looked at. */
export async function openFiles(
  panel: ScriptedPanel,
  files: readonly (string | Uint8Array)[],
): Promise<Sighting[]> {
  await panel.goTo('options.html');
  const before = await panel.storedText();
  const sightings: Sighting[] = [];
  for (const file of files) {
    await openFile(panel, file);
    await panel.page
      .getByRole('alert')
      .or(panel.page.getByRole('button', { name: 'Import these' }))
      .or(panel.page.getByText('There is nothing in the file to import.'))
      .first()
      .waitFor({ timeout: SETTLE_MS });
    sightings.push(await panel.look());
  }
  const isChanged = (await panel.storedText()) !== before;
  const faults = isChanged ? ['a file changed what is stored'] : [];
  await panel.forgetStored();
  return [...sightings, { faults, longestTaskMs: 0 }];
}

/** Exports in which something at any depth is not what it was; the same ones each time. */
export function mutatedFiles(count: number): string[] {
  return fc
    .sample(mutatedExports, { numRuns: count, seed: 1 })
    .map((file) => JSON.stringify(file) ?? '');
}

/** As much as a file may have, of what a small file has little of. */
export function hugeFiles(): string[] {
  const message = { role: 'user', id: 'p', parentId: null, createdAt: 0 };
  const long = { ...message, parts: [{ type: 'text', text: 'x'.repeat(HUGE_LENGTH) }] };
  const empty = emptyConversation('');
  return [
    textOf(Array.from({ length: 1_000_000 }, () => ({}))),
    textOf(Array.from({ length: 20_000 }, () => empty)),
    textOf(Array.from({ length: 20_000 }, () => ({}))),
    textOf([{ ...empty, leafId: 'p', messages: [long] }]),
    textOf([{ ...empty, unknown: Array.from({ length: 1_900_000 }, () => 0) }]),
    '['.repeat(HUGE_LENGTH),
    '"'.repeat(HUGE_LENGTH),
  ];
}

/** Nearly all that a file may have. */
const HUGE_LENGTH = 49_000_000;

/** From the disk: a file that is handed over in a message holds up the page by itself. */
async function openFile({ page }: ScriptedPanel, file: string | Uint8Array): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'sidelight-import-'));
  try {
    const name = path.join(folder, 'export.json');
    await writeFile(name, file);
    await page.locator('input[type="file"]').setInputFiles(name);
    await page.evaluate(() => hostileProbe.settled());
    await page.getByText('Reading the file').waitFor({ state: 'detached', timeout: SETTLE_MS });
  } finally {
    await rm(folder, { recursive: true });
  }
}

function textOf(conversations: readonly unknown[]): string {
  const texts = conversations.map((each) => JSON.stringify(each));
  return fileText(texts, { exportedAt: EXPORTED_AT }).join('');
}

async function listStored({ page }: ScriptedPanel) {
  const frame = { type: 'request', name: 'list-conversations', input: {} };
  const response = await page.evaluate(
    (sent) => chrome.runtime.sendMessage<unknown, { output: unknown[] }>(sent),
    frame,
  );
  return response.output.map((each) => z.parse(conversationSchema, each));
}

/** Its time of creation is its place in the file. */
function conversationOf(payloads: readonly string[], place: number): ExchangedConversation {
  const messages = payloads.flatMap(exchangeOf);
  const leafId = messages.at(-1)?.id ?? null;
  return { ...emptyConversation(payloads[0] ?? ''), createdAt: place, leafId, messages };
}

function emptyConversation(title: string): ExchangedConversation {
  const times = { createdAt: 0, updatedAt: 0 };
  const cut = title.slice(0, MAX_NAME_LENGTH);
  return { ...times, title: cut, leafId: null, messages: [], images: [] };
}

function exchangeOf(payload: string, at: number): ExchangedMessage[] {
  const name = payload.slice(0, MAX_NAME_LENGTH);
  const parentId = at === 0 ? null : (`r${at - 1}` as MessageId);
  const promptId = `p${at}` as MessageId;
  return [
    {
      role: 'user',
      id: promptId,
      parentId,
      createdAt: 2 * at,
      parts: [
        {
          type: 'context',
          source: 'page',
          title: name,
          url: name,
          text: payload,
          share: 0.5,
          hiddenCharacters: 1,
        },
        { type: 'text', text: payload },
        { type: 'image', blobId: newId(), alt: name },
      ],
    },
    {
      role: 'assistant',
      id: `r${at}` as MessageId,
      parentId: promptId,
      createdAt: 2 * at + 1,
      parts: [
        { type: 'text', text: payload },
        { type: 'reasoning', text: name },
        { type: 'source', url: name, title: name },
        { type: 'image-link', url: name, alt: name },
      ],
      providerId: name,
      modelId: name,
      modelName: name,
      continues: null,
      outcome: { type: 'failed', error: { kind: 'rejected', message: name, code: name } },
    },
  ];
}
