import { mergeConfig, type InlineConfig } from 'vite';

/** A page of ours: the file it begins with, by its name. */
interface PageEntry {
  readonly name: string;
  readonly inputPath: string;
}

interface ModuleGraph {
  getModuleInfo(id: string): { readonly importedIds: readonly string[] } | null;
}

/**
 * Puts what several pages need at once into few files, since each file costs a page time. A module
 * is in the file of the first of `pages` that needs it, so the first loads nothing of the others', and
 * no two files need each other. What one page alone needs stays with it.
 * https://rolldown.rs/in-depth/manual-code-splitting
 */
export function joinPageChunks(config: InlineConfig, pages: readonly PageEntry[]): void {
  if (pages.length === 0) return;
  let homes: ReadonlyMap<string, string> | null = null;
  function homeOf(id: string, graph: ModuleGraph): string | null {
    homes ??= findHomes(pages, graph);
    return homes.get(id) ?? null;
  }
  const group = { debugName: 'pages', name: homeOf, includeDependenciesRecursively: false };
  const codeSplitting = { groups: [group] };
  const build = { rolldownOptions: { output: { codeSplitting } } };
  Object.assign(config, mergeConfig(config, { build }));
}

/** Of each module that more than one page needs: the name of its file. */
function findHomes(pages: readonly PageEntry[], graph: ModuleGraph): Map<string, string> {
  const first = new Map<string, string>();
  const homes = new Map<string, string>();
  for (const { name, inputPath } of pages) {
    for (const id of modulesOf(inputPath, graph)) {
      const home = first.get(id);
      if (home === undefined) first.set(id, `${name}-shared`);
      else homes.set(id, home);
    }
  }
  return homes;
}

/** What a page's file imports, and what that imports, and so on. */
function modulesOf(entry: string, graph: ModuleGraph): Set<string> {
  const modules = new Set([entry]);
  for (const id of modules) {
    for (const imported of graph.getModuleInfo(id)?.importedIds ?? []) modules.add(imported);
  }
  modules.delete(entry);
  return modules;
}
