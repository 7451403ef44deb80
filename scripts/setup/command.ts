import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { SetupError } from './setup-error';

/** A command that failed; it has said why in its own output. */
export class CommandError extends SetupError {}

interface CommandOptions {
  /** Beside our own environment. */
  readonly env?: Readonly<Record<string, string>>;
}

/**
 * Runs a command with our own output and no input.
 * @throws {CommandError} when it fails.
 */
export function runCommand(
  command: string,
  commandArguments: readonly string[],
  { env = {} }: CommandOptions = {},
): Promise<void> {
  const line = [command, ...commandArguments].join(' ');
  return new Promise((resolve, reject) => {
    const child = spawn(command, commandArguments, {
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, ...env },
      shell: process.platform === 'win32', // where npm is a batch file
    });
    child.on('error', (cause) =>
      reject(new CommandError(`\`${line}\` could not be run`, { cause })),
    );
    child.on('close', (code, signal) => {
      if (code === 0) resolve();
      else reject(new CommandError(`\`${line}\` ended with ${signal ?? `code ${code}`}`));
    });
  });
}

/**
 * Runs one of our npm scripts.
 * @throws {CommandError} when it fails.
 */
export function runNpmScript(
  name: string,
  scriptArguments: readonly string[] = [],
  options?: CommandOptions,
): Promise<void> {
  return runCommand('npm', ['run', '--silent', name, '--', ...scriptArguments], options);
}

/** Whether `PATH` has a command. */
export function hasCommand(name: string): boolean {
  return (process.env.PATH ?? '')
    .split(path.delimiter)
    .some((folder) => existsSync(path.join(folder, name)));
}
