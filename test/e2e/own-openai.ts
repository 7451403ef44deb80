import type { Page } from '@playwright/test';
import type { OpenaiEmulator } from '../emulators/openai';
import { request } from './background-request';

export const OPENAI_KEY = 'sk-test';

/** Adds a service of the user's own, `My OpenAI`, from a page of the extension; resolves to its id. */
export async function addOpenai(
  extensionPage: Page,
  { baseUrl }: Pick<OpenaiEmulator, 'baseUrl'>,
): Promise<string> {
  const endpoint = { kind: 'openai-compatible', name: 'My OpenAI', baseUrl };
  const providerId = await request(extensionPage, 'add-endpoint', endpoint);
  await request(extensionPage, 'save-key', { providerId, key: OPENAI_KEY });
  await request(extensionPage, 'refresh-models', { providerId });
  return providerId;
}
