import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { StartArguments } from './arguments';

interface Profile extends AsyncDisposable {
  readonly path: string;
}

/** Where the browser keeps conversations: for good where there is a window, else for one question. */
export async function openProfile({ isHeadless, isLive }: StartArguments): Promise<Profile> {
  if (!isHeadless) {
    const folder = path.resolve('.profile', isLive ? 'live' : 'stand-ins');
    return { path: folder, [Symbol.asyncDispose]: async () => {} };
  }
  const folder = await mkdtemp(path.join(tmpdir(), 'sidelight-profile-'));
  return {
    path: folder,
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true, maxRetries: 3 }),
  };
}
