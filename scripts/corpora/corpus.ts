import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

/** A folder of public test data, read in place. */
export class Corpus {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  has(name: string): boolean {
    return existsSync(path.join(this.#folder, name));
  }

  async bytes(file: string): Promise<Uint8Array<ArrayBuffer>> {
    return Uint8Array.from(await readFile(path.join(this.#folder, file)));
  }

  text(file: string): Promise<string> {
    return readFile(path.join(this.#folder, file), 'utf8');
  }

  async json(file: string): Promise<unknown> {
    return JSON.parse(await this.text(file));
  }

  /** The files below a folder, sorted, each from the corpus's own folder on. */
  async files(folder: string): Promise<string[]> {
    const entries = await readdir(path.join(this.#folder, folder), {
      recursive: true,
      withFileTypes: true,
    });
    return entries
      .filter((entry) => entry.isFile() && entry.name !== 'SOURCE.md')
      .map((entry) => path.relative(this.#folder, path.join(entry.parentPath, entry.name)))
      .toSorted();
  }
}

/** Every string in a JSON value, keys left out. */
export function stringsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(stringsIn);
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsIn) : [];
}

/** The code points that a file of the Unicode database gives a property, by its name. */
export function codePointsWith(property: string, data: string): number[] {
  const line = new RegExp(`^([0-9A-F]+)(?:\\.\\.([0-9A-F]+))? *; ${property} `, 'gm');
  return [...data.matchAll(line)].flatMap(([, first = '', last = first]) => {
    const start = Number.parseInt(first, 16);
    const length = Number.parseInt(last, 16) - start + 1;
    return Array.from({ length }, (_, index) => start + index);
  });
}

/** The emoji of a file of the Unicode database. */
export function sequencesIn(data: string): string[] {
  const lines = data.split('\n').filter((line) => /^[0-9A-F]/.test(line));
  return lines.map((line) => fromHex(line.replace(/;.*$/, '')));
}

/** `0020 0308` as the characters it names; what is no number is left out. */
export function fromHex(codes: string): string {
  const numbers = codes.match(/\b[0-9A-F]{4,6}\b/g) ?? [];
  return numbers.map((code) => String.fromCodePoint(Number.parseInt(code, 16))).join('');
}
