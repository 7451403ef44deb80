import { parseArgs } from 'node:util';

export interface StartArguments {
  /** Ask the real services. */
  readonly isLive: boolean;
  readonly isHeadless: boolean;
  /** What to ask at once; empty for nothing. */
  readonly question: string;
}

/** Reads what stands after `npm start --`; without a display there is no window to show. */
export function readArguments(commandLine: readonly string[]): StartArguments {
  const { values, positionals } = parseArgs({
    args: [...commandLine],
    options: { live: { type: 'boolean' }, headless: { type: 'boolean' } },
    allowPositionals: true,
  });
  return {
    isLive: values.live ?? false,
    isHeadless: values.headless ?? !hasDisplay(),
    question: positionals.join(' '),
  };
}

function hasDisplay(): boolean {
  const { DISPLAY, WAYLAND_DISPLAY } = process.env;
  return process.platform !== 'linux' || Boolean(DISPLAY ?? WAYLAND_DISPLAY);
}
