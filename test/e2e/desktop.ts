import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** A display that nobody sees, and the keyboard before it: what a browser takes for its user's. */
export interface Desktop extends AsyncDisposable {
  /** As in the environment's `DISPLAY`. */
  readonly display: string;
  /** Presses keys one after the other, by the names of X, such as `alt+shift+l`. */
  press(...keys: readonly string[]): Promise<void>;
  type(text: string): Promise<void>;
  /** How many windows can be seen on it; an open menu is one. */
  countWindows(): Promise<number>;
}

/** Starts a display of its own; it needs the commands `Xvfb` and `xdotool`. */
export async function startDesktop(): Promise<Desktop> {
  const screen = ['-screen', '0', '1400x1000x24', '-nolisten', 'tcp'];
  const server = spawn('Xvfb', ['-displayfd', '1', ...screen], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  await once(server, 'spawn');
  const ended = once(server, 'exit');
  const [number] = (await once(server.stdout, 'data')) as [Buffer];
  const display = `:${number.toString().trim()}`;
  const env = { ...process.env, DISPLAY: display };
  return {
    display,
    async press(...keys) {
      // With time for a menu to open.
      for (const key of keys) {
        await run('xdotool', ['key', '--delay', '60', key, 'sleep', '0.15'], { env });
      }
    },
    async type(text) {
      await run('xdotool', ['type', '--delay', '30', text], { env });
    },
    async countWindows() {
      const { stdout } = await run('xdotool', ['search', '--onlyvisible', '--name', ''], { env });
      return stdout.trim().split('\n').length;
    },
    async [Symbol.asyncDispose]() {
      server.kill();
      await ended;
    },
  };
}
