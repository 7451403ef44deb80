/** Makes a box as high as its text; its style sheet sets the limits. */
export function growToText(box: HTMLTextAreaElement | null): void {
  if (box === null) return;
  box.style.blockSize = 'auto';
  box.style.blockSize = `${box.scrollHeight}px`;
}
