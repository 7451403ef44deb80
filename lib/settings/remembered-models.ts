import * as z from 'zod/mini';
import { storage } from 'wxt/utils/storage';
import { modelSchema, type Model } from '@/lib/chat/provider-info';

/** By provider id: the models that its service named when it was last asked. */
const schema = z.catch(z.record(z.string(), z.array(modelSchema)), {});

const item = storage.defineItem<unknown>('local:models', { version: 1, fallback: {} });

export async function readRememberedModels(): Promise<Readonly<Record<string, readonly Model[]>>> {
  return schema.parse((await item.getValue()) ?? {});
}

export async function rememberModels(providerId: string, models: readonly Model[]): Promise<void> {
  await item.setValue({ ...(await readRememberedModels()), [providerId]: models });
}

export async function forgetModels(providerId: string): Promise<void> {
  const { [providerId]: _, ...others } = await readRememberedModels();
  await item.setValue(others);
}
