/** How long a browser may take to begin reading what it saves. */
const READ_MS = 60_000;

/** Lets the browser save a file that was made in this page. */
export function download(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), READ_MS);
}
